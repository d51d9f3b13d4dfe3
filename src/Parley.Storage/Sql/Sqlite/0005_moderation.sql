-- Moderation: what is counted, filtered, reported, and what follows from it.

-- When a person last wrote to people who had not answered (Unix ms, separated by blanks). One row a person; written by the append only,
-- in order of the ids, after the conversations are locked.
CREATE TABLE unanswered_sends (
    user_id INTEGER PRIMARY KEY,
    times   TEXT NOT NULL,
    last_at INTEGER NOT NULL
);

-- The operator's list. The version under 'sensitive_words version' in meta rises with each change.
CREATE TABLE sensitive_words (
    tenant_id  INTEGER NOT NULL, -- 0: all tenants
    word_key   TEXT NOT NULL, -- folded
    word       TEXT NOT NULL,
    action     INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, word_key)
) WITHOUT ROWID;

-- What the rules on content found. The same thing within an hour is one hit: clients send again what was refused.
CREATE TABLE moderation_hits (
    id              INTEGER PRIMARY KEY,
    tenant_id       INTEGER NOT NULL,
    user_id         INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind            INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL,
    message_id      INTEGER NOT NULL DEFAULT 0, -- 0: it was refused
    words           TEXT,
    text            TEXT NOT NULL,
    fingerprint     BLOB NOT NULL,
    hour            INTEGER NOT NULL,
    created_at      INTEGER NOT NULL
);
CREATE UNIQUE INDEX moderation_hits_once ON moderation_hits (user_id, hour, fingerprint);
CREATE INDEX moderation_hits_tenant ON moderation_hits (tenant_id, id);

CREATE TABLE reports (
    id              INTEGER PRIMARY KEY,
    tenant_id       INTEGER NOT NULL,
    reporter_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    target_id       INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    message_id      INTEGER NOT NULL DEFAULT 0, -- 0: the person as such
    conversation_id INTEGER NOT NULL DEFAULT 0,
    reason          TEXT NOT NULL,
    detail          TEXT,
    evidence_type   INTEGER,
    evidence        TEXT, -- the message as it was
    evidence_file   INTEGER NOT NULL DEFAULT 0,
    counts          INTEGER NOT NULL, -- towards an automatic ban
    status          INTEGER NOT NULL DEFAULT 0, -- 0 open
    created_at      INTEGER NOT NULL,
    closed_at       INTEGER,
    closed_by       INTEGER
);
CREATE UNIQUE INDEX reports_open ON reports (reporter_id, target_id, message_id) WHERE status = 0;
CREATE INDEX reports_target ON reports (target_id, created_at);
CREATE INDEX reports_tenant ON reports (tenant_id, id);

CREATE TABLE automatic_bans (
    id         INTEGER PRIMARY KEY,
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    until      INTEGER NOT NULL,
    reporters  INTEGER NOT NULL,
    hits       INTEGER NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE INDEX automatic_bans_user ON automatic_bans (user_id, created_at);
