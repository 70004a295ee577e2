-- Whose an upload is: it outlives the session it began in.
ALTER TABLE transfers ADD COLUMN role TEXT NOT NULL DEFAULT '';
ALTER TABLE transfers ADD COLUMN person TEXT NOT NULL DEFAULT '';
ALTER TABLE transfers ADD COLUMN person_kind TEXT NOT NULL DEFAULT '';
