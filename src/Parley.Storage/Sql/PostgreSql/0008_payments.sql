-- What is paid for orders. Amounts are hundredths. An order has at most one payment that somebody may be about to pay (1 creating, 2 open), and a
-- gateway's transaction belongs to one payment: money is counted once, whatever the program believes.
CREATE TABLE payments (
    id             bigint PRIMARY KEY,
    tenant_id      bigint NOT NULL REFERENCES tenants (id),
    order_id       bigint NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    gateway        text NOT NULL,
    amount         bigint NOT NULL,
    currency       text NOT NULL,
    state          smallint NOT NULL,
    reason         smallint NOT NULL,
    pay_url        text,
    transaction_id text,
    counts         smallint NOT NULL, -- whether orders.payment speaks of it
    refund_round   smallint NOT NULL,
    tries          integer NOT NULL,
    due_at         bigint, -- when it is to be looked at; none: it is at its end
    expires_at     bigint NOT NULL,
    paid_at        bigint,
    refunded_at    bigint,
    version        bigint NOT NULL,
    created_at     bigint NOT NULL,
    updated_at     bigint NOT NULL
);
CREATE INDEX payments_order ON payments (order_id, id);
CREATE UNIQUE INDEX payments_live ON payments (order_id) WHERE state IN (1, 2);
CREATE UNIQUE INDEX payments_transaction ON payments (gateway, transaction_id) WHERE transaction_id IS NOT NULL;
