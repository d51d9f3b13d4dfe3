using Parley.Accounts;
using Parley.Primitives;
using Parley.Storage;

namespace Parley.StoreBench;

/// <summary>People and their direct conversations.</summary>
internal static class World
{
    /// <summary>Both people of each of so many conversations.</summary>
    public static async Task<(ConversationId Conversation, Account Person)[]> MakeAsync(Stores stores, IdGenerator ids, int conversations)
    {
        var tenant = new TenantId(ids.Next());
        await stores.Database.TransactAsync(
            sql => sql.ExecuteAsync(
                "INSERT INTO tenants (id, name, plan_type, is_active, created_at) VALUES (@id, 'Bench', 'free', CAST(@on AS boolean), 1)",
                ("@id", tenant.Value),
                ("@on", true)),
            CancellationToken.None);
        var seats = new List<(ConversationId, Account)>();
        for (var i = 0; i < conversations; i++)
        {
            var (low, high) = (await PersonAsync(stores, ids, tenant), await PersonAsync(stores, ids, tenant));
            var direct = await stores.Conversations.OpenDirectAsync(
                tenant, low.Id, high.Id, new ConversationId(ids.Next()), 1, CancellationToken.None);
            seats.Add((direct.Value!.Id, low));
            seats.Add((direct.Value.Id, high));
        }

        return [.. seats];
    }

    private static async Task<Account> PersonAsync(Stores stores, IdGenerator ids, TenantId tenant)
    {
        var id = new UserId(ids.Next());
        var name = $"bench{id}";
        await stores.Database.TransactAsync(
            sql => sql.ExecuteAsync(
                """
                INSERT INTO users (id, tenant_id, username, username_key, display_name, display_name_key, role, created_at)
                VALUES (@id, @tenant, @name, @name, @name, @name, 0, 1)
                """,
                ("@id", id.Value),
                ("@tenant", tenant.Value),
                ("@name", name)),
            CancellationToken.None);
        return new Account { Id = id, TenantId = tenant, Username = name, DisplayName = name, Role = Role.Customer };
    }
}
