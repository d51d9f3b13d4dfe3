-- What is to be done soon, by any node, at least once. Times are the database's.

-- due_at: when it may be taken; while somebody has it, when the lease ends. again_at: wanted once more while it runs.
CREATE TABLE jobs (
    id          bigint PRIMARY KEY,
    kind        text NOT NULL,
    tenant_id   bigint,
    payload     text NOT NULL,
    unique_key  text,
    due_at      bigint NOT NULL,
    again_at    bigint,
    attempts    integer NOT NULL DEFAULT 0,
    lease_owner text,
    fence       bigint NOT NULL DEFAULT 0,
    last_error  text,
    dead_at     bigint,
    created_at  bigint NOT NULL
);
CREATE INDEX jobs_due ON jobs (kind, due_at) WHERE dead_at IS NULL;
CREATE UNIQUE INDEX jobs_unique ON jobs (kind, unique_key) WHERE unique_key IS NOT NULL AND dead_at IS NULL;
CREATE INDEX jobs_dead ON jobs (id) WHERE dead_at IS NOT NULL;
