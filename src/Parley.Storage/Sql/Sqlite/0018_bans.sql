-- The record of bans: of accounts, written with the account's own state, and of devices. Version of the latter under 'device_bans version' in meta.
CREATE TABLE bans (
    id          INTEGER PRIMARY KEY,
    tenant_id   INTEGER NOT NULL,
    user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    device      TEXT, -- null: the account
    reason      TEXT NOT NULL,
    banned_by   INTEGER NOT NULL, -- 0: nobody, it was automatic
    created_at  INTEGER NOT NULL,
    until       INTEGER, -- null: for good
    lifted_at   INTEGER,
    lifted_by   INTEGER,
    lift_reason TEXT,
    appeal      TEXT,
    appealed_at INTEGER
);
CREATE INDEX bans_tenant ON bans (tenant_id, id);
CREATE INDEX bans_user ON bans (user_id, id);
CREATE INDEX bans_devices ON bans (id) WHERE device IS NOT NULL AND lifted_at IS NULL;
CREATE INDEX bans_appealed ON bans (tenant_id, id) WHERE appeal IS NOT NULL;
