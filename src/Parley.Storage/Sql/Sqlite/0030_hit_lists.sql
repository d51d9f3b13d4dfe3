-- What the rules found of one kind, or of one person, newest first.
CREATE INDEX moderation_hits_kind ON moderation_hits (tenant_id, kind, id);
CREATE INDEX moderation_hits_user ON moderation_hits (user_id, id);
