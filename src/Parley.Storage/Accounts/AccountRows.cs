using System.Data.Common;
using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Storage.Accounts;

/// <summary>How accounts and profiles are read from <c>users u</c>.</summary>
internal static class AccountRows
{
    /// <summary>In the order that <see cref="Read"/> expects.</summary>
    public const string Columns =
        "u.id, u.tenant_id, u.username, u.display_name, u.avatar_url, u.role, u.status, u.banned_until, u.ban_reason, u.tokens_valid_after";

    /// <summary>How many those are.</summary>
    public const int Count = 10;

    /// <summary>In the order that <see cref="ReadProfile"/> expects.</summary>
    public const string ProfileColumns =
        Columns + ", u.external_user_id, u.real_name, u.phone, u.email, u.latitude, u.longitude, u.preferences, u.wechat_openid, u.created_at";

    public static Account Read(DbDataReader row) => new()
    {
        Id = new UserId(row.GetInt64(0)),
        TenantId = new TenantId(row.GetInt64(1)),
        Username = row.GetString(2),
        DisplayName = row.GetString(3),
        AvatarUrl = row.TextOrNull(4),
        Role = (Role)row.GetInt16(5),
        Status = (AccountStatus)row.GetInt16(6),
        BannedUntil = row.LongOrNull(7),
        BanReason = row.TextOrNull(8),
        TokensValidAfter = row.GetInt64(9),
    };

    public static Credentials ReadCredentials(DbDataReader row) => new(Read(row), row.TextOrNull(Count));

    public static StoredProfile ReadProfile(DbDataReader row) => new(
        new Profile
        {
            Account = Read(row),
            ExternalUserId = row.TextOrNull(Count),
            RealName = row.TextOrNull(Count + 1),
            Latitude = row.DoubleOrNull(Count + 4),
            Longitude = row.DoubleOrNull(Count + 5),
            Preferences = row.GetString(Count + 6),
            CreatedAt = row.GetInt64(Count + 8),
        },
        Phone: row.BytesOrNull(Count + 2),
        Email: row.BytesOrNull(Count + 3),
        WeChatOpenId: row.BytesOrNull(Count + 7));
}
