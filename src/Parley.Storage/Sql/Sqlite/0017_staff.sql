-- Those who look after a tenant (role 3: agents, and above) are few among many, and a call for help is told to them at once.
CREATE INDEX users_staff ON users (tenant_id, id) WHERE role >= 3;
