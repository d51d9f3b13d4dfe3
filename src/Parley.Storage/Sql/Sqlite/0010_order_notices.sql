-- What follows from a step of an order, and orders that are made once however often they are asked for.

-- The customer's key of an order, and what it was asked with.
ALTER TABLE orders ADD COLUMN client_key TEXT;
ALTER TABLE orders ADD COLUMN fingerprint BLOB;
CREATE UNIQUE INDEX orders_once ON orders (customer_id, client_key) WHERE client_key IS NOT NULL;

-- How many orders a service ever had.
ALTER TABLE services ADD COLUMN order_count INTEGER NOT NULL DEFAULT 0;

-- A step that was committed and not yet told of: its message, its notification, its events. Version 0: the order's review.
CREATE TABLE order_notices (
    order_id INTEGER NOT NULL,
    version  INTEGER NOT NULL,
    due_at   INTEGER NOT NULL,
    tries    INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (order_id, version)
) WITHOUT ROWID;
CREATE INDEX order_notices_due ON order_notices (due_at);
