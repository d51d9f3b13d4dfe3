-- What somebody did lately, for who looks at an account.

CREATE INDEX audit_log_actor ON audit_log (actor_id, id);
