-- Moderation: what is counted, filtered, reported, and what follows from it.

-- When a person last wrote to people who had not answered (Unix ms, separated by blanks). One row a person; written by the append only,
-- in order of the ids, after the conversations are locked.
CREATE TABLE unanswered_sends (
    user_id bigint PRIMARY KEY,
    times   text NOT NULL,
    last_at bigint NOT NULL
) WITH (fillfactor = 50);

-- The operator's list. The version under 'sensitive_words version' in meta rises with each change.
CREATE TABLE sensitive_words (
    tenant_id  bigint NOT NULL, -- 0: all tenants
    word_key   text NOT NULL, -- folded
    word       text NOT NULL,
    action     smallint NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (tenant_id, word_key)
);

-- What the rules on content found. The same thing within an hour is one hit: clients send again what was refused.
CREATE TABLE moderation_hits (
    id              bigint PRIMARY KEY,
    tenant_id       bigint NOT NULL,
    user_id         bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind            smallint NOT NULL,
    conversation_id bigint NOT NULL,
    message_id      bigint NOT NULL DEFAULT 0, -- 0: it was refused
    words           text,
    text            text NOT NULL,
    fingerprint     bytea NOT NULL,
    hour            bigint NOT NULL,
    created_at      bigint NOT NULL
);
CREATE UNIQUE INDEX moderation_hits_once ON moderation_hits (user_id, hour, fingerprint);
CREATE INDEX moderation_hits_tenant ON moderation_hits (tenant_id, id);

CREATE TABLE reports (
    id              bigint PRIMARY KEY,
    tenant_id       bigint NOT NULL,
    reporter_id     bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    target_id       bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    message_id      bigint NOT NULL DEFAULT 0, -- 0: the person as such
    conversation_id bigint NOT NULL DEFAULT 0,
    reason          text NOT NULL,
    detail          text,
    evidence_type   smallint,
    evidence        text, -- the message as it was
    evidence_file   bigint NOT NULL DEFAULT 0,
    counts          boolean NOT NULL, -- towards an automatic ban
    status          smallint NOT NULL DEFAULT 0, -- 0 open
    created_at      bigint NOT NULL,
    closed_at       bigint,
    closed_by       bigint
);
CREATE UNIQUE INDEX reports_open ON reports (reporter_id, target_id, message_id) WHERE status = 0;
CREATE INDEX reports_target ON reports (target_id, created_at);
CREATE INDEX reports_tenant ON reports (tenant_id, id);

CREATE TABLE automatic_bans (
    id         bigint PRIMARY KEY,
    user_id    bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    until      bigint NOT NULL,
    reporters  smallint NOT NULL,
    hits       smallint NOT NULL,
    created_at bigint NOT NULL
);
CREATE INDEX automatic_bans_user ON automatic_bans (user_id, created_at);
