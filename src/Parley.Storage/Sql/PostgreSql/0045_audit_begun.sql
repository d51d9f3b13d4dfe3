-- What somebody who looks after others has begun, kept before it is done: a row goes as the lines of the operation are kept. One that stays tells of
-- a process that ended between, and becomes a line of the trail itself.

CREATE TABLE audit_begun (
    id         bigint PRIMARY KEY, -- of the line that it becomes
    tenant_id  bigint NOT NULL,
    actor_id   bigint,
    target_id  bigint,
    detail     text,
    address    text,
    request_id text,
    at         bigint NOT NULL
);
