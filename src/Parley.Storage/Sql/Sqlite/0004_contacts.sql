-- Address books, marks on conversations, when people were last seen, and the audit trail.

CREATE TABLE contact_groups (
    id         INTEGER PRIMARY KEY,
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name       TEXT NOT NULL,
    sort_order INTEGER NOT NULL DEFAULT 0,
    color      TEXT,
    created_by INTEGER NOT NULL,
    updated_by INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);
CREATE INDEX contact_groups_user ON contact_groups (user_id);

-- phone, email and id_card are sealed; contact_user_id is null for somebody outside.
CREATE TABLE contacts (
    id              INTEGER PRIMARY KEY,
    user_id         INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    contact_user_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
    name            TEXT NOT NULL,
    name_key        TEXT NOT NULL,
    phone           BLOB,
    phone_hash      BLOB,
    email           BLOB,
    email_hash      BLOB,
    id_card         BLOB,
    avatar          TEXT,
    description     TEXT,
    group_id        INTEGER REFERENCES contact_groups (id) ON DELETE SET NULL,
    is_pinned       INTEGER NOT NULL DEFAULT 0,
    created_by      INTEGER NOT NULL,
    updated_by      INTEGER,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
);
CREATE INDEX contacts_list ON contacts (user_id, is_pinned DESC, id DESC);
CREATE UNIQUE INDEX contacts_person ON contacts (user_id, contact_user_id) WHERE contact_user_id IS NOT NULL;
CREATE INDEX contacts_of ON contacts (contact_user_id) WHERE contact_user_id IS NOT NULL;
CREATE INDEX contacts_group ON contacts (group_id) WHERE group_id IS NOT NULL;

-- A person's own marks on a conversation: at its head since, and hidden while nothing comes after.
ALTER TABLE participants ADD COLUMN pinned_at INTEGER;
ALTER TABLE participants ADD COLUMN hidden_seq INTEGER NOT NULL DEFAULT 0;

CREATE TABLE last_seen (
    user_id INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    seen_at INTEGER NOT NULL
);

-- No foreign keys: the trail outlives what it tells of.
CREATE TABLE audit_log (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL,
    actor_id   INTEGER,
    action     INTEGER NOT NULL,
    target_id  INTEGER,
    detail     TEXT,
    address    TEXT,
    request_id TEXT,
    at         INTEGER NOT NULL
);
CREATE INDEX audit_log_tenant ON audit_log (tenant_id, id);
CREATE INDEX audit_log_age ON audit_log (at);
