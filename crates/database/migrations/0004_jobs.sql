-- Long work, which goes on from its journal wherever it was broken off.
CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    opened TEXT NOT NULL,
    connection TEXT NOT NULL,
    role TEXT NOT NULL,
    person TEXT NOT NULL,
    person_kind TEXT NOT NULL,
    -- Whose jobs take turns.
    owner TEXT NOT NULL,
    -- Another role that writes, where it is not the same.
    target_opened TEXT NOT NULL,
    target_connection TEXT NOT NULL,
    target_role TEXT NOT NULL,
    target_person TEXT NOT NULL,
    target_person_kind TEXT NOT NULL,
    kind TEXT NOT NULL,
    dry_run BIGINT NOT NULL,
    wanted TEXT NOT NULL,
    items BIGINT NOT NULL,
    source TEXT NOT NULL,
    target TEXT,
    state TEXT NOT NULL,
    -- 'pause' or 'cancel', for the node that runs it.
    wish TEXT NOT NULL DEFAULT '',
    error TEXT,
    -- What was handed out until now, and whether that was all.
    reach TEXT NOT NULL DEFAULT '',
    listed BIGINT NOT NULL DEFAULT 0,
    total BIGINT,
    -- Of what is over.
    done BIGINT NOT NULL DEFAULT 0,
    failed BIGINT NOT NULL DEFAULT 0,
    bytes BIGINT NOT NULL DEFAULT 0,
    -- Of what is under way.
    more_done BIGINT NOT NULL DEFAULT 0,
    more_failed BIGINT NOT NULL DEFAULT 0,
    more_bytes BIGINT NOT NULL DEFAULT 0,
    node TEXT NOT NULL DEFAULT '',
    lease_until BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT
);

CREATE INDEX jobs_by_opened ON jobs (opened);
CREATE INDEX jobs_by_owner ON jobs (owner);

-- What was handed out and is not over.
CREATE TABLE job_pages (
    job TEXT NOT NULL,
    number BIGINT NOT NULL,
    entries TEXT NOT NULL,
    PRIMARY KEY (job, number)
);

CREATE TABLE job_failures (
    job TEXT NOT NULL,
    entry TEXT NOT NULL,
    object_key TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    error TEXT
);

CREATE INDEX job_failures_by_job ON job_failures (job);
