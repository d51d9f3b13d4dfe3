-- Each dispute stands in the list of what became of it, so that the open ones are found without the decided ones before them.
-- One index with the state in it would not do: SQLite takes 'dispute > 0', which a partial index asks for, for a range.
DROP INDEX orders_dispute;
CREATE INDEX orders_dispute_open ON orders (tenant_id, id) WHERE dispute = 1;
CREATE INDEX orders_dispute_refund ON orders (tenant_id, id) WHERE dispute = 2;
CREATE INDEX orders_dispute_dismissed ON orders (tenant_id, id) WHERE dispute = 3;
