-- What a browser says it is, so that people know their sessions apart.
ALTER TABLE sessions ADD COLUMN agent TEXT NOT NULL DEFAULT '';
