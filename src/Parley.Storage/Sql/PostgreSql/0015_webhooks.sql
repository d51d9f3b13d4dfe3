-- Addresses that tenants' backends are told of events at, and what is on its way to them.

CREATE TABLE webhooks (
    id         bigint PRIMARY KEY,
    tenant_id  bigint NOT NULL REFERENCES tenants (id),
    name       text NOT NULL,
    url        text NOT NULL,
    events     bigint NOT NULL,
    secret     bytea NOT NULL,
    is_active  boolean NOT NULL,
    failures   integer NOT NULL DEFAULT 0,
    open_until bigint NOT NULL DEFAULT 0,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE INDEX webhooks_tenant ON webhooks (tenant_id, id);

CREATE TABLE webhook_deliveries (
    id           bigint PRIMARY KEY,
    webhook_id   bigint NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    event        bigint NOT NULL,
    source       text NOT NULL,
    body         text NOT NULL,
    status       smallint NOT NULL,
    attempts     integer NOT NULL,
    next_at      bigint NOT NULL,
    began_at     bigint NOT NULL,
    created_at   bigint NOT NULL,
    delivered_at bigint,
    last_status  integer,
    last_error   text
);
CREATE UNIQUE INDEX webhook_deliveries_once ON webhook_deliveries (webhook_id, source);
CREATE INDEX webhook_deliveries_list ON webhook_deliveries (webhook_id, id);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (webhook_id, next_at) WHERE status = 0;
CREATE INDEX webhook_deliveries_age ON webhook_deliveries (created_at) WHERE status <> 0;

-- How far each has been told of a conversation's messages.
CREATE TABLE webhook_marks (
    webhook_id      bigint NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    conversation_id bigint NOT NULL,
    rev             bigint NOT NULL,
    seq             bigint NOT NULL,
    PRIMARY KEY (webhook_id, conversation_id)
);
