-- When a person may have got a push, beside when one was asked for (last_at), by the database's clock (Unix ms); null: not since this is kept.
ALTER TABLE push_marks ADD COLUMN sent_at INTEGER;
