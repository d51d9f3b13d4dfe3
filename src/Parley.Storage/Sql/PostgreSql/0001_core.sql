-- The core's schema. Ids are 53-bit numbers, times Unix milliseconds UTC, enums the numbers of the core's enums.

CREATE TABLE meta (
    key   text PRIMARY KEY,
    value text NOT NULL
);

-- Node numbers: who holds one, until when (database time), and below which millisecond ids may have been given out.
CREATE TABLE nodes (
    node          integer PRIMARY KEY,
    owner         text,
    expires_at    bigint NOT NULL DEFAULT 0,
    high_water_ms bigint NOT NULL DEFAULT 0
);

CREATE TABLE tenants (
    id             bigint PRIMARY KEY,
    name           text NOT NULL,
    subdomain      text UNIQUE,
    api_key_hash   bytea UNIQUE,
    plan_type      text NOT NULL,
    is_active      boolean NOT NULL,
    contact_policy smallint,
    created_at     bigint NOT NULL
);

CREATE TABLE users (
    id                 bigint PRIMARY KEY,
    tenant_id          bigint NOT NULL REFERENCES tenants (id),
    username           text NOT NULL,
    username_key       text NOT NULL,
    display_name       text NOT NULL,
    display_name_key   text NOT NULL,
    avatar_url         text,
    role               smallint NOT NULL,
    status             smallint NOT NULL DEFAULT 0,
    banned_until       bigint,
    ban_reason         text,
    tokens_valid_after bigint NOT NULL DEFAULT 0,
    external_user_id   text,
    password_hash      text,
    real_name          text,
    phone              bytea,
    phone_hash         bytea,
    email              bytea,
    email_hash         bytea,
    wechat_openid      bytea,
    latitude           double precision,
    longitude          double precision,
    preferences        text NOT NULL DEFAULT '{}',
    created_at         bigint NOT NULL
);
CREATE UNIQUE INDEX users_username ON users (tenant_id, username_key text_pattern_ops);
CREATE INDEX users_display_name ON users (tenant_id, display_name_key text_pattern_ops);
CREATE UNIQUE INDEX users_external ON users (tenant_id, external_user_id) WHERE external_user_id IS NOT NULL;
CREATE UNIQUE INDEX users_email ON users (tenant_id, email_hash) WHERE email_hash IS NOT NULL;
CREATE INDEX users_phone ON users (tenant_id, phone_hash) WHERE phone_hash IS NOT NULL;

-- What every node polls to forget cached accounts.
CREATE TABLE user_changes (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL
);

CREATE TABLE sessions (
    id         bigint PRIMARY KEY,
    user_id    bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    generation integer NOT NULL,
    rotated_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    revoked_at bigint,
    created_at bigint NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);

-- HOT updates: half of each page stays free, and no indexed column ever changes.
CREATE TABLE conversations (
    id              bigint PRIMARY KEY,
    tenant_id       bigint NOT NULL REFERENCES tenants (id),
    kind            smallint NOT NULL,
    low_user        bigint,
    high_user       bigint,
    relation        smallint NOT NULL DEFAULT 0,
    title           text,
    avatar_url      text,
    owner_id        bigint,
    max_members     integer NOT NULL DEFAULT 2,
    member_count    integer NOT NULL,
    last_seq        bigint NOT NULL DEFAULT 0,
    rev             bigint NOT NULL DEFAULT 0,
    last_message_at bigint NOT NULL DEFAULT 0,
    member_version  bigint NOT NULL DEFAULT 1,
    created_at      bigint NOT NULL,
    dissolved_at    bigint
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX conversations_pair ON conversations (tenant_id, low_user, high_user) WHERE low_user IS NOT NULL;

-- Written under their conversation's lock only.
CREATE TABLE participants (
    conversation_id  bigint NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    user_id          bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role             smallint NOT NULL DEFAULT 0,
    joined_seq       bigint NOT NULL DEFAULT 0,
    read_seq         bigint NOT NULL DEFAULT 0,
    delivered_seq    bigint NOT NULL DEFAULT 0,
    own_sent         bigint NOT NULL DEFAULT 0,
    own_sent_at_read bigint NOT NULL DEFAULT 0,
    rev              bigint NOT NULL DEFAULT 0,
    joined_at        bigint NOT NULL,
    left_at          bigint,
    PRIMARY KEY (conversation_id, user_id)
) WITH (fillfactor = 50);
CREATE INDEX participants_user ON participants (user_id);

-- What each device has had; rows not moved for 30 days go.
CREATE TABLE device_positions (
    user_id         bigint NOT NULL,
    device          text NOT NULL,
    conversation_id bigint NOT NULL,
    seq             bigint NOT NULL,
    moved_at        bigint NOT NULL,
    PRIMARY KEY (user_id, device, conversation_id)
) WITH (fillfactor = 70);

-- No foreign keys: the writer has the conversation locked and the sender checked, and each would cost a look-up a message.
CREATE TABLE messages (
    id              bigint PRIMARY KEY,
    conversation_id bigint NOT NULL,
    seq             bigint NOT NULL,
    rev             bigint NOT NULL,
    sender_id       bigint NOT NULL,
    type            smallint NOT NULL,
    text            text NOT NULL,
    file_id         bigint NOT NULL DEFAULT 0,
    data            text,
    reply_to        bigint,
    created_at      bigint NOT NULL,
    recalled_at     bigint
);
CREATE UNIQUE INDEX messages_seq ON messages (conversation_id, seq);
CREATE INDEX messages_rev ON messages (conversation_id, rev);

-- Idempotency keys, 24 hours.
CREATE TABLE send_keys (
    conversation_id bigint NOT NULL,
    sender_id       bigint NOT NULL,
    temp_id         text NOT NULL,
    fingerprint     bytea NOT NULL,
    message_id      bigint NOT NULL,
    created_at      bigint NOT NULL,
    PRIMARY KEY (conversation_id, sender_id, temp_id)
);
CREATE INDEX send_keys_age ON send_keys USING brin (created_at);

-- Messages that one participant deleted for itself.
CREATE TABLE hidden_messages (
    user_id         bigint NOT NULL,
    conversation_id bigint NOT NULL,
    message_id      bigint NOT NULL,
    PRIMARY KEY (user_id, conversation_id, message_id)
);

-- Directed rows: both exist once accepted, one while pending (user_id asks friend_id).
CREATE TABLE friendships (
    id         bigint NOT NULL,
    user_id    bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    friend_id  bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    status     smallint NOT NULL, -- 0 pending, 1 accepted
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (user_id, friend_id),
    CHECK (user_id <> friend_id)
);
CREATE INDEX friendships_friend ON friendships (friend_id);
CREATE UNIQUE INDEX friendships_request ON friendships (id) WHERE status = 0;

CREATE TABLE blocks (
    blocker_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    blocked_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at bigint NOT NULL,
    PRIMARY KEY (blocker_id, blocked_id)
);

CREATE TABLE notifications (
    id         bigint PRIMARY KEY,
    user_id    bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    type       smallint NOT NULL,
    title      text NOT NULL,
    content    text NOT NULL,
    data       text,
    created_at bigint NOT NULL,
    read_at    bigint
);
CREATE INDEX notifications_user ON notifications (user_id, id);
CREATE INDEX notifications_unread ON notifications (user_id) WHERE read_at IS NULL;
