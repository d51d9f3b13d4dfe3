-- Lists of orders of whatever status, newest first: without these all of a side's orders were sorted for a page.

CREATE INDEX orders_tenant_all ON orders (tenant_id, id);
CREATE INDEX orders_customer_all ON orders (customer_id, id);
CREATE INDEX orders_provider_all ON orders (provider_id, id);
