-- Addresses that tenants' backends are told of events at, and what is on its way to them.

CREATE TABLE webhooks (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    name       TEXT NOT NULL,
    url        TEXT NOT NULL,
    events     INTEGER NOT NULL,
    secret     BLOB NOT NULL,
    is_active  INTEGER NOT NULL,
    failures   INTEGER NOT NULL DEFAULT 0,
    open_until INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);
CREATE INDEX webhooks_tenant ON webhooks (tenant_id, id);

CREATE TABLE webhook_deliveries (
    id           INTEGER PRIMARY KEY,
    webhook_id   INTEGER NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    event        INTEGER NOT NULL,
    source       TEXT NOT NULL,
    body         TEXT NOT NULL,
    status       INTEGER NOT NULL,
    attempts     INTEGER NOT NULL,
    next_at      INTEGER NOT NULL,
    began_at     INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    delivered_at INTEGER,
    last_status  INTEGER,
    last_error   TEXT
);
CREATE UNIQUE INDEX webhook_deliveries_once ON webhook_deliveries (webhook_id, source);
CREATE INDEX webhook_deliveries_list ON webhook_deliveries (webhook_id, id);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (webhook_id, next_at) WHERE status = 0;
CREATE INDEX webhook_deliveries_age ON webhook_deliveries (created_at) WHERE status <> 0;

-- How far each has been told of a conversation's messages.
CREATE TABLE webhook_marks (
    webhook_id      INTEGER NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    conversation_id INTEGER NOT NULL,
    rev             INTEGER NOT NULL,
    seq             INTEGER NOT NULL,
    PRIMARY KEY (webhook_id, conversation_id)
) WITHOUT ROWID;
