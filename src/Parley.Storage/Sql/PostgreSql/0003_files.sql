-- Uploaded files. Their bytes lie beside the database under a name made from the id. A user can't be deleted before its files are: bytes
-- without a row would be found by nobody.
CREATE TABLE files (
    id           bigint PRIMARY KEY,
    tenant_id    bigint NOT NULL REFERENCES tenants (id),
    owner_id     bigint NOT NULL REFERENCES users (id),
    name         text NOT NULL,
    content_type text NOT NULL,
    kind         smallint NOT NULL,
    size         bigint NOT NULL,
    sha256       bytea NOT NULL,
    thumbnail_id bigint,
    state        smallint NOT NULL DEFAULT 0, -- 0 fresh, 1 a message has it, 2 about to go
    created_at   bigint NOT NULL,
    touched_at   bigint NOT NULL
);
CREATE INDEX files_owner ON files (owner_id);
CREATE INDEX files_due ON files (touched_at) WHERE state <> 1;

-- Who may see a file is asked of the messages that have it; all others are not in this index.
CREATE INDEX messages_file ON messages (file_id) WHERE file_id <> 0;
