-- What is to be done soon, by any node, at least once. Times are the database's.

-- due_at: when it may be taken; while somebody has it, when the lease ends. again_at: wanted once more while it runs.
CREATE TABLE jobs (
    id          INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL,
    tenant_id   INTEGER,
    payload     TEXT NOT NULL,
    unique_key  TEXT,
    due_at      INTEGER NOT NULL,
    again_at    INTEGER,
    attempts    INTEGER NOT NULL DEFAULT 0,
    lease_owner TEXT,
    fence       INTEGER NOT NULL DEFAULT 0,
    last_error  TEXT,
    dead_at     INTEGER,
    created_at  INTEGER NOT NULL
);
CREATE INDEX jobs_due ON jobs (kind, due_at) WHERE dead_at IS NULL;
CREATE UNIQUE INDEX jobs_unique ON jobs (kind, unique_key) WHERE unique_key IS NOT NULL AND dead_at IS NULL;
CREATE INDEX jobs_dead ON jobs (id) WHERE dead_at IS NOT NULL;
