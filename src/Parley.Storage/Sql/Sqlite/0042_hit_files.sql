-- The file of a picture that was found, where it was kept.
ALTER TABLE moderation_hits ADD COLUMN file_id INTEGER NOT NULL DEFAULT 0;
