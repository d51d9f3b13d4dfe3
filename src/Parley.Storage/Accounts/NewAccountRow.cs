using Parley.Accounts;
using Parley.Statistics;
using Parley.Storage.Statistics;

namespace Parley.Storage.Accounts;

/// <summary>Inserts a user, and says what stood in its way.</summary>
internal static class NewAccountRow
{
    private const string Insert = """
        INSERT INTO users (id, tenant_id, username, username_key, display_name, display_name_key, avatar_url, role, external_user_id, password_hash,
            phone, phone_hash, email, email_hash, created_at)
        VALUES (@id, @tenant, @username, @username_key, @display_name, @display_name_key, @avatar_url, @role, @external, @password_hash,
            @phone, @phone_hash, @email, @email_hash, @created_at)
        """;

    /// <param name="orNothing">A name that is taken writes nothing (rather than throws): a client's mistake costs no exception.</param>
    public static async ValueTask<int> InsertAsync(SqlScope sql, NewAccount user, bool orNothing)
    {
        var written = await WriteAsync(sql, user, orNothing);
        if (written > 0)
            await StatisticsWriting.AddAsync(sql, user.TenantId, StatisticMetric.NewUsers, user.CreatedAt);
        return written;
    }

    private static ValueTask<int> WriteAsync(SqlScope sql, NewAccount user, bool orNothing) => sql.ExecuteAsync(
        orNothing ? $"{Insert} ON CONFLICT DO NOTHING" : Insert,
        ("@id", user.Id.Value),
        ("@tenant", user.TenantId.Value),
        ("@username", user.Username),
        ("@username_key", user.UsernameKey),
        ("@display_name", user.DisplayName),
        ("@display_name_key", Usernames.Fold(user.DisplayName)),
        ("@avatar_url", user.AvatarUrl),
        ("@role", (short)user.Role),
        ("@external", user.ExternalUserId),
        ("@password_hash", user.PasswordHash),
        ("@phone", user.Phone?.Cipher),
        ("@phone_hash", user.Phone?.Hash),
        ("@email", user.Email?.Cipher),
        ("@email_hash", user.Email?.Hash),
        ("@created_at", user.CreatedAt));

    /// <summary>The field that another user of the tenant has already.</summary>
    public static async ValueTask<string> FindTakenAsync(SqlScope sql, NewAccount user) =>
        await sql.FirstAsync(
            """
            SELECT CASE WHEN username_key = @username_key THEN 'username' WHEN email_hash = @email_hash THEN 'email' ELSE 'externalUserId' END
            FROM users
            WHERE tenant_id = @tenant AND (username_key = @username_key OR email_hash = @email_hash OR external_user_id = @external)
            ORDER BY CASE WHEN username_key = @username_key THEN 1 WHEN email_hash = @email_hash THEN 2 ELSE 3 END
            LIMIT 1
            """,
            row => row.GetString(0),
            ("@tenant", user.TenantId.Value),
            ("@username_key", user.UsernameKey),
            ("@email_hash", user.Email?.Hash),
            ("@external", user.ExternalUserId))
        ?? throw new InvalidOperationException($"User {user.Id} could not be inserted though nothing of it is taken: the id is not new.");
}
