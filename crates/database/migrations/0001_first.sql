CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

CREATE TABLE opened (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL,
    connection TEXT NOT NULL,
    role TEXT NOT NULL,
    person TEXT NOT NULL,
    person_kind TEXT NOT NULL,
    sign_in TEXT,
    sealed BLOB,
    opened_at BIGINT NOT NULL,
    UNIQUE (session, connection, role)
);

CREATE TABLE sign_ins (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL,
    provider TEXT NOT NULL,
    subject TEXT NOT NULL,
    person TEXT NOT NULL,
    groups TEXT NOT NULL,
    sealed BLOB,
    signed_in_at BIGINT NOT NULL,
    UNIQUE (session, provider)
);

CREATE TABLE pending (
    id TEXT PRIMARY KEY,
    browser TEXT NOT NULL,
    sealed BLOB NOT NULL,
    begun_at BIGINT NOT NULL
);

CREATE TABLE transfers (
    id TEXT PRIMARY KEY,
    opened TEXT NOT NULL,
    connection TEXT NOT NULL,
    bucket TEXT NOT NULL,
    object_key TEXT NOT NULL,
    upload_id TEXT NOT NULL,
    size BIGINT NOT NULL,
    part_size BIGINT NOT NULL,
    create_only BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    touched_at BIGINT NOT NULL
);

CREATE INDEX transfers_by_opened ON transfers (opened);

CREATE TABLE audit (
    at BIGINT NOT NULL,
    person TEXT NOT NULL,
    connection TEXT NOT NULL,
    caller TEXT NOT NULL,
    operation TEXT NOT NULL,
    resource TEXT NOT NULL,
    outcome TEXT NOT NULL,
    request_id TEXT NOT NULL
);
