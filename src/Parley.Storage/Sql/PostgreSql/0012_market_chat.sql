-- What a conversation was opened about: a service, an order. Written when somebody turns to somebody over an offer; read with lists.
CREATE TABLE conversation_topics (
    conversation_id bigint PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    service_id      bigint,
    order_id        bigint
);

-- A tenant's own settings, when it last changed, and the key that was in use before the present one, which is good for a while.
ALTER TABLE tenants ADD COLUMN settings text;
ALTER TABLE tenants ADD COLUMN updated_at bigint NOT NULL DEFAULT 0;
ALTER TABLE tenants ADD COLUMN old_api_key_hash bytea;
ALTER TABLE tenants ADD COLUMN old_api_key_until bigint NOT NULL DEFAULT 0;
CREATE INDEX tenants_old_keys ON tenants (old_api_key_hash) WHERE old_api_key_hash IS NOT NULL;
