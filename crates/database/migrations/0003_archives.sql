CREATE TABLE archives (
    id TEXT PRIMARY KEY,
    opened TEXT NOT NULL,
    selection TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE INDEX archives_by_opened ON archives (opened);
