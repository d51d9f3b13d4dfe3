-- The record of bans: of accounts, written with the account's own state, and of devices. Version of the latter under 'device_bans version' in meta.
CREATE TABLE bans (
    id          bigint PRIMARY KEY,
    tenant_id   bigint NOT NULL,
    user_id     bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    device      text, -- null: the account
    reason      text NOT NULL,
    banned_by   bigint NOT NULL, -- 0: nobody, it was automatic
    created_at  bigint NOT NULL,
    until       bigint, -- null: for good
    lifted_at   bigint,
    lifted_by   bigint,
    lift_reason text,
    appeal      text,
    appealed_at bigint
);
CREATE INDEX bans_tenant ON bans (tenant_id, id);
CREATE INDEX bans_user ON bans (user_id, id);
CREATE INDEX bans_devices ON bans (id) WHERE device IS NOT NULL AND lifted_at IS NULL;
CREATE INDEX bans_appealed ON bans (tenant_id, id) WHERE appeal IS NOT NULL;
