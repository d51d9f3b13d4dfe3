using Parley.Accounts;
using Parley.Primitives;
using Parley.Storage.Conversations;

namespace Parley.Storage.Accounts;

/// <summary>Accounts, for those who run a tenant.</summary>
internal sealed class AccountRegister(Database database) : IAccountRegister
{
    public async Task<IReadOnlyList<Account>> ListAsync(TenantId tenant, string nameKey, UserId before, int limit, CancellationToken cancel)
    {
        const string LastCodePoint = "\U0010FFFF";
        return await database.QueryAsync(
            sql => sql.ListAsync(
                $"""
                SELECT {AccountRows.Columns} FROM users u WHERE u.tenant_id = @tenant AND u.id < @before
                    {(nameKey.Length == 0 ? "" : $"AND ({Begins(sql, "u.username_key")} OR {Begins(sql, "u.display_name_key")})")}
                ORDER BY u.id DESC LIMIT @limit
                """,
                AccountRows.Read,
                ("@tenant", tenant.Value),
                ("@before", before.IsNone ? long.MaxValue : before.Value),
                ("@low", nameKey),
                ("@high", nameKey + LastCodePoint),
                ("@limit", limit)),
            cancel);
    }

    public Task<bool> SetRoleAsync(TenantId tenant, UserId user, Role role, long nowMs, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            var changed = await sql.ExecuteAsync(
                "UPDATE users SET role = @role WHERE id = @id AND tenant_id = @tenant AND erased_at IS NULL",
                ("@id", user.Value),
                ("@tenant", tenant.Value),
                ("@role", (short)role));
            if (changed == 0)
                return false;
            if (role < Role.Agent)
                await AgentSeats.LeaveAsync(sql, user, nowMs);
            await UserChanges.TellAsync(sql, user);
            return true;
        },
        cancel);

    // In byte order, as the search for people has it: no pattern, so nothing to escape.
    private static string Begins(SqlScope sql, string key) =>
        sql.Pick(sqlite: $"({key} >= @low AND {key} < @high)", postgres: $"({key} ~>=~ @low AND {key} ~<~ @high)");
}
