using System.Data.Common;
using Parley.Bans;
using Parley.Primitives;

namespace Parley.Storage.Bans;

/// <summary>Rows of bans, for whoever writes one with its cause.</summary>
internal static class BanRows
{
    public const string Columns = """
        id, tenant_id, user_id, device, reason, banned_by, created_at, until, lifted_at, lifted_by, lift_reason, appeal, appealed_at
        """;

    public static Ban Read(DbDataReader row) => new()
    {
        Id = new BanId(row.GetInt64(0)),
        TenantId = new TenantId(row.GetInt64(1)),
        UserId = new UserId(row.GetInt64(2)),
        Device = row.TextOrNull(3),
        Reason = row.GetString(4),
        By = new UserId(row.GetInt64(5)),
        CreatedAt = row.GetInt64(6),
        Until = row.LongOrNull(7),
        LiftedAt = row.LongOrNull(8),
        LiftedBy = new UserId(row.LongOrNull(9) ?? 0),
        LiftReason = row.TextOrNull(10),
        Appeal = row.TextOrNull(11),
        AppealedAt = row.LongOrNull(12),
    };

    public static ValueTask<int> InsertAsync(SqlScope sql, Ban ban) => sql.ExecuteAsync(
        """
        INSERT INTO bans (id, tenant_id, user_id, device, reason, banned_by, created_at, until)
        VALUES (@id, @tenant, @user, @device, @reason, @by, @created, @until)
        """,
        ("@id", ban.Id.Value),
        ("@tenant", ban.TenantId.Value),
        ("@user", ban.UserId.Value),
        ("@device", ban.Device),
        ("@reason", ban.Reason),
        ("@by", ban.By.Value),
        ("@created", ban.CreatedAt),
        ("@until", ban.Until));

    /// <summary>What stands against the account is taken back, or makes way for another.</summary>
    public static ValueTask<int> LiftAccountAsync(SqlScope sql, UserId user, UserId by, string? reason, long nowMs) => sql.ExecuteAsync(
        "UPDATE bans SET lifted_at = @now, lifted_by = @by, lift_reason = @reason WHERE user_id = @user AND device IS NULL AND lifted_at IS NULL",
        ("@user", user.Value),
        ("@by", by.Value),
        ("@reason", reason),
        ("@now", nowMs));
}
