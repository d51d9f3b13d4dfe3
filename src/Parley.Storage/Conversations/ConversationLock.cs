using Parley.Conversations;
using Parley.Primitives;

namespace Parley.Storage.Conversations;

/// <summary>
/// The lock under which a conversation, its participants and its messages are changed: the row's on PostgreSQL; on SQLite the writer's
/// thread, on which all writes run one after the other.
/// </summary>
internal static class ConversationLock
{
    private const string Sqlite = $"SELECT {ConversationRows.Columns} FROM conversations WHERE id = @id AND tenant_id = @tenant";

    private const string PostgreSql = $"{Sqlite} FOR UPDATE";

    /// <summary>Locks it until the transaction ends.</summary>
    /// <returns>The row as it is under the lock, or null when there is none in the tenant.</returns>
    public static ValueTask<Conversation?> TakeAsync(SqlScope sql, TenantId tenant, ConversationId id) =>
        sql.FirstAsync(sql.Pick(Sqlite, PostgreSql), ConversationRows.Read, ("@id", id.Value), ("@tenant", tenant.Value));
}
