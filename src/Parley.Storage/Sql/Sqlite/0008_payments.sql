-- What is paid for orders. Amounts are hundredths. An order has at most one payment that somebody may be about to pay (1 creating, 2 open), and a
-- gateway's transaction belongs to one payment: money is counted once, whatever the program believes.
CREATE TABLE payments (
    id             INTEGER PRIMARY KEY,
    tenant_id      INTEGER NOT NULL REFERENCES tenants (id),
    order_id       INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    gateway        TEXT NOT NULL,
    amount         INTEGER NOT NULL,
    currency       TEXT NOT NULL,
    state          INTEGER NOT NULL,
    reason         INTEGER NOT NULL,
    pay_url        TEXT,
    transaction_id TEXT,
    counts         INTEGER NOT NULL, -- whether orders.payment speaks of it
    refund_round   INTEGER NOT NULL,
    tries          INTEGER NOT NULL,
    due_at         INTEGER, -- when it is to be looked at; none: it is at its end
    expires_at     INTEGER NOT NULL,
    paid_at        INTEGER,
    refunded_at    INTEGER,
    version        INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL
);
CREATE INDEX payments_order ON payments (order_id, id);
CREATE UNIQUE INDEX payments_live ON payments (order_id) WHERE state IN (1, 2);
CREATE UNIQUE INDEX payments_transaction ON payments (gateway, transaction_id) WHERE transaction_id IS NOT NULL;
