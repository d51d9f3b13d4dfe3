-- Address books, marks on conversations, when people were last seen, and the audit trail.

CREATE TABLE contact_groups (
    id         bigint PRIMARY KEY,
    user_id    bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name       text NOT NULL,
    sort_order integer NOT NULL DEFAULT 0,
    color      text,
    created_by bigint NOT NULL,
    updated_by bigint,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE INDEX contact_groups_user ON contact_groups (user_id);

-- phone, email and id_card are sealed; contact_user_id is null for somebody outside.
CREATE TABLE contacts (
    id              bigint PRIMARY KEY,
    user_id         bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    contact_user_id bigint REFERENCES users (id) ON DELETE SET NULL,
    name            text NOT NULL,
    name_key        text NOT NULL,
    phone           bytea,
    phone_hash      bytea,
    email           bytea,
    email_hash      bytea,
    id_card         bytea,
    avatar          text,
    description     text,
    group_id        bigint REFERENCES contact_groups (id) ON DELETE SET NULL,
    is_pinned       boolean NOT NULL DEFAULT false,
    created_by      bigint NOT NULL,
    updated_by      bigint,
    created_at      bigint NOT NULL,
    updated_at      bigint NOT NULL
);
CREATE INDEX contacts_list ON contacts (user_id, is_pinned DESC, id DESC);
CREATE UNIQUE INDEX contacts_person ON contacts (user_id, contact_user_id) WHERE contact_user_id IS NOT NULL;
CREATE INDEX contacts_of ON contacts (contact_user_id) WHERE contact_user_id IS NOT NULL;
CREATE INDEX contacts_group ON contacts (group_id) WHERE group_id IS NOT NULL;

-- A person's own marks on a conversation: at its head since, and hidden while nothing comes after.
ALTER TABLE participants ADD COLUMN pinned_at bigint;
ALTER TABLE participants ADD COLUMN hidden_seq bigint NOT NULL DEFAULT 0;

CREATE TABLE last_seen (
    user_id bigint PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    seen_at bigint NOT NULL
) WITH (fillfactor = 70);

-- No foreign keys: the trail outlives what it tells of.
CREATE TABLE audit_log (
    id         bigint PRIMARY KEY,
    tenant_id  bigint NOT NULL,
    actor_id   bigint,
    action     smallint NOT NULL,
    target_id  bigint,
    detail     text,
    address    text,
    request_id text,
    at         bigint NOT NULL
);
CREATE INDEX audit_log_tenant ON audit_log (tenant_id, id);
CREATE INDEX audit_log_age ON audit_log (at);
