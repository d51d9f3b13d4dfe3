-- Rooms of orders, and calls for help from them.

-- peer_id: in a room of two, the one whom the owner wrote to first. Neither column ever changes.
ALTER TABLE conversations ADD COLUMN order_id bigint;
ALTER TABLE conversations ADD COLUMN peer_id bigint;
CREATE UNIQUE INDEX conversations_order ON conversations (tenant_id, order_id) WHERE order_id IS NOT NULL;

-- No number is kept: whose was told, that is enough.
CREATE TABLE emergency_calls (
    id              bigint PRIMARY KEY,
    tenant_id       bigint NOT NULL,
    order_id        bigint NOT NULL,
    conversation_id bigint NOT NULL DEFAULT 0, -- 0: the order has no room yet
    caller_id       bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    contact_id      bigint NOT NULL DEFAULT 0, -- 0: the platform
    created_at      bigint NOT NULL
);
CREATE INDEX emergency_calls_tenant ON emergency_calls (tenant_id, id);
CREATE INDEX emergency_calls_caller ON emergency_calls (caller_id);
