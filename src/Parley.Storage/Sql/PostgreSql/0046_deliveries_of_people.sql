-- Deliveries that tell of people (user.created, user.updated), which go when the person is erased: few beside those of messages and orders.

CREATE INDEX webhook_deliveries_people ON webhook_deliveries (webhook_id) WHERE event >= 64;
