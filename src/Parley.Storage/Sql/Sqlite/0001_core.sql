-- The core's schema, SQLite. Ids are 53-bit numbers, times Unix milliseconds UTC, enums the numbers of the core's enums.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Node numbers: who holds one, until when (database time), and below which millisecond ids may have been given out.
CREATE TABLE nodes (
    node          INTEGER PRIMARY KEY,
    owner         TEXT,
    expires_at    INTEGER NOT NULL DEFAULT 0,
    high_water_ms INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE tenants (
    id             INTEGER PRIMARY KEY,
    name           TEXT NOT NULL,
    subdomain      TEXT UNIQUE,
    api_key_hash   BLOB UNIQUE,
    plan_type      TEXT NOT NULL,
    is_active      INTEGER NOT NULL,
    contact_policy INTEGER,
    created_at     INTEGER NOT NULL
);

CREATE TABLE users (
    id                 INTEGER PRIMARY KEY,
    tenant_id          INTEGER NOT NULL REFERENCES tenants (id),
    username           TEXT NOT NULL,
    username_key       TEXT NOT NULL,
    display_name       TEXT NOT NULL,
    display_name_key   TEXT NOT NULL,
    avatar_url         TEXT,
    role               INTEGER NOT NULL,
    status             INTEGER NOT NULL DEFAULT 0,
    banned_until       INTEGER,
    ban_reason         TEXT,
    tokens_valid_after INTEGER NOT NULL DEFAULT 0,
    external_user_id   TEXT,
    password_hash      TEXT,
    real_name          TEXT,
    phone              BLOB,
    phone_hash         BLOB,
    email              BLOB,
    email_hash         BLOB,
    wechat_openid      BLOB,
    latitude           REAL,
    longitude          REAL,
    preferences        TEXT NOT NULL DEFAULT '{}',
    created_at         INTEGER NOT NULL
);
CREATE UNIQUE INDEX users_username ON users (tenant_id, username_key);
CREATE INDEX users_display_name ON users (tenant_id, display_name_key);
CREATE UNIQUE INDEX users_external ON users (tenant_id, external_user_id) WHERE external_user_id IS NOT NULL;
CREATE UNIQUE INDEX users_email ON users (tenant_id, email_hash) WHERE email_hash IS NOT NULL;
CREATE INDEX users_phone ON users (tenant_id, phone_hash) WHERE phone_hash IS NOT NULL;

-- What every node polls to forget cached accounts.
CREATE TABLE user_changes (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL
);

CREATE TABLE sessions (
    id         INTEGER PRIMARY KEY,
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    generation INTEGER NOT NULL,
    rotated_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER,
    created_at INTEGER NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE conversations (
    id              INTEGER PRIMARY KEY,
    tenant_id       INTEGER NOT NULL REFERENCES tenants (id),
    kind            INTEGER NOT NULL,
    low_user        INTEGER,
    high_user       INTEGER,
    relation        INTEGER NOT NULL DEFAULT 0,
    title           TEXT,
    avatar_url      TEXT,
    owner_id        INTEGER,
    max_members     INTEGER NOT NULL DEFAULT 2,
    member_count    INTEGER NOT NULL,
    last_seq        INTEGER NOT NULL DEFAULT 0,
    rev             INTEGER NOT NULL DEFAULT 0,
    last_message_at INTEGER NOT NULL DEFAULT 0,
    member_version  INTEGER NOT NULL DEFAULT 1,
    created_at      INTEGER NOT NULL,
    dissolved_at    INTEGER
);
CREATE UNIQUE INDEX conversations_pair ON conversations (tenant_id, low_user, high_user) WHERE low_user IS NOT NULL;

-- Written under their conversation's lock only.
CREATE TABLE participants (
    conversation_id  INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    user_id          INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role             INTEGER NOT NULL DEFAULT 0,
    joined_seq       INTEGER NOT NULL DEFAULT 0,
    read_seq         INTEGER NOT NULL DEFAULT 0,
    delivered_seq    INTEGER NOT NULL DEFAULT 0,
    own_sent         INTEGER NOT NULL DEFAULT 0,
    own_sent_at_read INTEGER NOT NULL DEFAULT 0,
    rev              INTEGER NOT NULL DEFAULT 0,
    joined_at        INTEGER NOT NULL,
    left_at          INTEGER,
    PRIMARY KEY (conversation_id, user_id)
) WITHOUT ROWID;
CREATE INDEX participants_user ON participants (user_id);

-- What each device has had; rows not moved for 30 days go.
CREATE TABLE device_positions (
    user_id         INTEGER NOT NULL,
    device          TEXT NOT NULL,
    conversation_id INTEGER NOT NULL,
    seq             INTEGER NOT NULL,
    moved_at        INTEGER NOT NULL,
    PRIMARY KEY (user_id, device, conversation_id)
) WITHOUT ROWID;

-- No foreign keys: the writer has the conversation locked and the sender checked, and each would cost a look-up a message.
CREATE TABLE messages (
    id              INTEGER PRIMARY KEY,
    conversation_id INTEGER NOT NULL,
    seq             INTEGER NOT NULL,
    rev             INTEGER NOT NULL,
    sender_id       INTEGER NOT NULL,
    type            INTEGER NOT NULL,
    text            TEXT NOT NULL,
    file_id         INTEGER NOT NULL DEFAULT 0,
    data            TEXT,
    reply_to        INTEGER,
    created_at      INTEGER NOT NULL,
    recalled_at     INTEGER
);
CREATE UNIQUE INDEX messages_seq ON messages (conversation_id, seq);
CREATE INDEX messages_rev ON messages (conversation_id, rev);

-- Idempotency keys, 24 hours.
CREATE TABLE send_keys (
    conversation_id INTEGER NOT NULL,
    sender_id       INTEGER NOT NULL,
    temp_id         TEXT NOT NULL,
    fingerprint     BLOB NOT NULL,
    message_id      INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, sender_id, temp_id)
) WITHOUT ROWID;
CREATE INDEX send_keys_age ON send_keys (created_at);

-- Messages that one participant deleted for itself.
CREATE TABLE hidden_messages (
    user_id         INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL,
    message_id      INTEGER NOT NULL,
    PRIMARY KEY (user_id, conversation_id, message_id)
) WITHOUT ROWID;

-- Directed rows: both exist once accepted, one while pending (user_id asks friend_id).
CREATE TABLE friendships (
    id         INTEGER NOT NULL,
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    friend_id  INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    status     INTEGER NOT NULL, -- 0 pending, 1 accepted
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, friend_id),
    CHECK (user_id <> friend_id)
) WITHOUT ROWID;
CREATE INDEX friendships_friend ON friendships (friend_id);
CREATE UNIQUE INDEX friendships_request ON friendships (id) WHERE status = 0;

CREATE TABLE blocks (
    blocker_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    blocked_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (blocker_id, blocked_id)
) WITHOUT ROWID;

CREATE TABLE notifications (
    id         INTEGER PRIMARY KEY,
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    type       INTEGER NOT NULL,
    title      TEXT NOT NULL,
    content    TEXT NOT NULL,
    data       TEXT,
    created_at INTEGER NOT NULL,
    read_at    INTEGER
);
CREATE INDEX notifications_user ON notifications (user_id, id);
CREATE INDEX notifications_unread ON notifications (user_id) WHERE read_at IS NULL;
