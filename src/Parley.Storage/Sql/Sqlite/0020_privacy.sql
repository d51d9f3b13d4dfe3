-- Accounts that were erased, and the last export of each person's data.
ALTER TABLE users ADD COLUMN erased_at INTEGER;

CREATE TABLE data_exports (
    user_id      INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    tenant_id    INTEGER NOT NULL,
    requested_by INTEGER NOT NULL,
    requested_at INTEGER NOT NULL,
    file_id      INTEGER, -- null: not ready
    ready_at     INTEGER
);
