using System.Globalization;
using Parley.Bans;
using Parley.Primitives;

namespace Parley.Storage.Bans;

/// <summary>Bans.</summary>
internal sealed class BanStore(Database database) : IBanStore
{
    private const string VersionKey = "device_bans version";
    private const string Holding = "lifted_at IS NULL AND (until IS NULL OR until > @now)";

    public async Task<IReadOnlyList<Ban>> ListAsync(TenantId tenant, BanFilter filter, BanId before, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                $"""
                SELECT {BanRows.Columns} FROM bans WHERE tenant_id = @tenant AND id < @before
                    {(filter.UserId.IsNone ? "" : "AND user_id = @user")}
                    {(filter.HoldingAt is null ? "" : $"AND {Holding}")}
                    {(filter.OnlyAppealed ? "AND appeal IS NOT NULL" : "")}
                ORDER BY id DESC LIMIT @limit
                """,
                BanRows.Read,
                ("@tenant", tenant.Value),
                ("@before", before.IsNone ? long.MaxValue : before.Value),
                ("@user", filter.UserId.Value),
                ("@now", filter.HoldingAt ?? 0),
                ("@limit", limit)),
            cancel);

    public Task<Ban?> FindAsync(TenantId tenant, BanId id, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            $"SELECT {BanRows.Columns} FROM bans WHERE id = @id {(tenant.IsNone ? "" : "AND tenant_id = @tenant")}", BanRows.Read, ("@id", id.Value), ("@tenant", tenant.Value)),
        cancel);

    public Task AddDeviceAsync(Ban ban, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            await RaiseVersionAsync(sql);
            await sql.ExecuteAsync(
                "UPDATE bans SET lifted_at = @now, lifted_by = @by WHERE user_id = @user AND device = @device AND lifted_at IS NULL",
                ("@user", ban.UserId.Value),
                ("@device", ban.Device),
                ("@by", ban.By.Value),
                ("@now", ban.CreatedAt));
            return await BanRows.InsertAsync(sql, ban);
        },
        cancel);

    public Task<bool> LiftDeviceAsync(TenantId tenant, BanId id, UserId by, string reason, long nowMs, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            await RaiseVersionAsync(sql);
            return await sql.ExecuteAsync(
                """
                UPDATE bans SET lifted_at = @now, lifted_by = @by, lift_reason = @reason
                WHERE id = @id AND tenant_id = @tenant AND device IS NOT NULL AND lifted_at IS NULL
                """,
                ("@id", id.Value),
                ("@tenant", tenant.Value),
                ("@by", by.Value),
                ("@reason", reason),
                ("@now", nowMs)) > 0;
        },
        cancel);

    public Task<bool> AppealAsync(TenantId tenant, UserId user, BanId id, string text, long nowMs, CancellationToken cancel) => database.TransactAsync(
        async sql => await sql.ExecuteAsync(
            """
            UPDATE bans SET appeal = @text, appealed_at = @now
            WHERE id = @id AND tenant_id = @tenant AND user_id = @user AND lifted_at IS NULL AND appeal IS NULL
            """,
            ("@id", id.Value),
            ("@tenant", tenant.Value),
            ("@user", user.Value),
            ("@text", text),
            ("@now", nowMs)) > 0,
        cancel);

    public Task<long> ReadDevicesVersionAsync(CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            "SELECT value FROM meta WHERE key = @key", row => long.Parse(row.GetString(0), CultureInfo.InvariantCulture), ("@key", VersionKey)),
        cancel);

    public async Task<IReadOnlyList<Ban>> ReadDevicesAsync(long nowMs, CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync($"SELECT {BanRows.Columns} FROM bans WHERE device IS NOT NULL AND {Holding}", BanRows.Read, ("@now", nowMs)), cancel);

    // First, since it locks the row: no version is given twice.
    private static ValueTask<int> RaiseVersionAsync(SqlScope sql) => sql.ExecuteAsync(
        """
        INSERT INTO meta (key, value) VALUES (@key, '1')
        ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(meta.value AS bigint) + 1 AS text)
        """,
        ("@key", VersionKey));
}
