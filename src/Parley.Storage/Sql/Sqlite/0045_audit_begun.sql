-- What somebody who looks after others has begun, kept before it is done: a row goes as the lines of the operation are kept. One that stays tells of
-- a process that ended between, and becomes a line of the trail itself.

CREATE TABLE audit_begun (
    id         INTEGER PRIMARY KEY, -- of the line that it becomes
    tenant_id  INTEGER NOT NULL,
    actor_id   INTEGER,
    target_id  INTEGER,
    detail     TEXT,
    address    TEXT,
    request_id TEXT,
    at         INTEGER NOT NULL
);
