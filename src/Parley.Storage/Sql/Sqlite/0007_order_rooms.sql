-- Rooms of orders, and calls for help from them.

-- peer_id: in a room of two, the one whom the owner wrote to first. Neither column ever changes.
ALTER TABLE conversations ADD COLUMN order_id INTEGER;
ALTER TABLE conversations ADD COLUMN peer_id INTEGER;
CREATE UNIQUE INDEX conversations_order ON conversations (tenant_id, order_id) WHERE order_id IS NOT NULL;

-- No number is kept: whose was told, that is enough.
CREATE TABLE emergency_calls (
    id              INTEGER PRIMARY KEY,
    tenant_id       INTEGER NOT NULL,
    order_id        INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL DEFAULT 0, -- 0: the order has no room yet
    caller_id       INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    contact_id      INTEGER NOT NULL DEFAULT 0, -- 0: the platform
    created_at      INTEGER NOT NULL
);
CREATE INDEX emergency_calls_tenant ON emergency_calls (tenant_id, id);
CREATE INDEX emergency_calls_caller ON emergency_calls (caller_id);
