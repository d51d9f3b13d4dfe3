-- Disputed orders, for those who decide: few among all.
CREATE INDEX orders_disputed ON orders (tenant_id, id) WHERE dispute > 0;
CREATE INDEX orders_dispute ON orders (tenant_id, dispute, id) WHERE dispute > 0;
