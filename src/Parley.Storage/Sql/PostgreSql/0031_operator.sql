-- What operators change while the server runs, and the lists that they look at.

-- The version under 'settings version' in meta rises with each change.
CREATE TABLE settings (
    name       text PRIMARY KEY,
    value      text NOT NULL, -- empty: as if nothing were configured
    changed_by bigint NOT NULL,
    changed_at bigint NOT NULL
);

CREATE INDEX webhook_deliveries_state ON webhook_deliveries (webhook_id, status, id);

CREATE INDEX payments_list ON payments (tenant_id, id);
CREATE INDEX payments_tenant_state ON payments (tenant_id, state, id);
CREATE INDEX payments_state ON payments (state, id);
