-- From when on a webhook hears of messages: since it asked for them, which may be later than it was made.

ALTER TABLE webhooks ADD COLUMN messages_since INTEGER NOT NULL DEFAULT 0;
UPDATE webhooks SET messages_since = created_at;
