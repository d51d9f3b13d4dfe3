using Parley.Accounts;
using Parley.Primitives;
using Parley.Storage.Webhooks;

namespace Parley.Storage.Accounts;

/// <summary>Users: what is read.</summary>
internal sealed partial class AccountStore(Database database, IdGenerator ids, TimeProvider clock, EventInserts events) : IAccountStore
{
    private const string Credentials = $"SELECT {AccountRows.Columns}, u.password_hash FROM users u";

    // As long as an access token lives: older ends matter to nobody.
    private static readonly long RevokedFor = (long)TimeSpan.FromHours(24).TotalMilliseconds;

    public async Task<Account?> FindAsync(UserId id, CancellationToken cancel)
    {
        var rows = await database.QueryAsync(
            sql => sql.ListAsync(
                $"SELECT {AccountRows.Columns}, s.id FROM users u LEFT JOIN sessions s ON s.user_id = u.id AND s.revoked_at > @since WHERE u.id = @id",
                row => (Account: AccountRows.Read(row), Revoked: row.LongOrNull(AccountRows.Count)),
                ("@id", id.Value),
                ("@since", clock.NowMs() - RevokedFor)),
            cancel);
        return rows.Count == 0 ? null : rows[0].Account with
        {
            RevokedSessions = [.. rows.Select(row => row.Revoked).OfType<long>().Select(id => new SessionId(id))],
        };
    }

    public async Task<IReadOnlyList<Account>> FindManyAsync(TenantId tenant, IReadOnlyCollection<UserId> ids, CancellationToken cancel) =>
        ids.Count == 0 ? [] : await database.QueryAsync(
            sql => sql.ListAsync(
                $"SELECT {AccountRows.Columns} FROM users u WHERE u.tenant_id = @tenant AND {sql.In("u.id", "@ids")}",
                AccountRows.Read,
                ("@tenant", tenant.Value),
                ("@ids", sql.Ids(ids.Select(id => id.Value)))),
            cancel);

    public Task<StoredProfile?> FindProfileAsync(TenantId tenant, UserId id, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            $"SELECT {AccountRows.ProfileColumns} FROM users u WHERE u.id = @id AND u.tenant_id = @tenant",
            AccountRows.ReadProfile,
            ("@tenant", tenant.Value),
            ("@id", id.Value)),
        cancel);

    public Task<Credentials?> FindByUsernameAsync(TenantId tenant, string usernameKey, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            $"{Credentials} WHERE u.tenant_id = @tenant AND u.username_key = @name",
            AccountRows.ReadCredentials,
            ("@tenant", tenant.Value),
            ("@name", usernameKey)),
        cancel);

    public Task<Credentials?> FindByEmailAsync(TenantId tenant, byte[] emailHash, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            $"{Credentials} WHERE u.tenant_id = @tenant AND u.email_hash = @hash",
            AccountRows.ReadCredentials,
            ("@tenant", tenant.Value),
            ("@hash", emailHash)),
        cancel);

    public Task<Account?> FindByExternalIdAsync(TenantId tenant, string externalUserId, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            $"SELECT {AccountRows.Columns} FROM users u WHERE u.tenant_id = @tenant AND u.external_user_id = @external",
            AccountRows.Read,
            ("@tenant", tenant.Value),
            ("@external", externalUserId)),
        cancel);

    public async Task<IReadOnlyList<Account>> SearchAsync(TenantId tenant, string nameKey, byte[]? exactHash, int limit, CancellationToken cancel) =>
        nameKey.Length == 0 && exactHash is null ? [] : await database.QueryAsync(
            sql => sql.ListAsync(
                AccountSearch.Statement(sql, byName: nameKey.Length > 0, byHash: exactHash is not null),
                AccountRows.Read,
                AccountSearch.Arguments(tenant, nameKey, exactHash, limit, clock.NowMs())),
            cancel);

    public Task<(long Cursor, IReadOnlyList<UserId> Users)> ReadChangesAsync(long after, int limit, CancellationToken cancel) =>
        database.QueryAsync(sql => UserChanges.ReadAsync(sql, after, limit), cancel);

    public Task<int> DeleteChangesAsync(long beforeMs, CancellationToken cancel) =>
        database.TransactAsync(sql => UserChanges.DeleteAsync(sql, beforeMs, clock.NowMs()), cancel);
}
