-- Accounts that were erased, and the last export of each person's data.
ALTER TABLE users ADD COLUMN erased_at bigint;

CREATE TABLE data_exports (
    user_id      bigint PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    tenant_id    bigint NOT NULL,
    requested_by bigint NOT NULL,
    requested_at bigint NOT NULL,
    file_id      bigint, -- null: not ready
    ready_at     bigint
);
