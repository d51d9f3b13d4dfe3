using Parley.Conversations;
using Parley.Primitives;

namespace Parley.Storage.Conversations;

internal sealed partial class ConversationStore
{
    // What is told of its steps from now on is told there.
    private const string NameRoom = "UPDATE orders SET conversation_id = @id WHERE id = @order AND tenant_id = @tenant";

    private const string ByOrder = $"SELECT {ConversationRows.Columns} FROM conversations WHERE tenant_id = @tenant AND order_id = @order";

    /// <inheritdoc/>
    public Task<(Conversation Room, bool IsNew)> OpenRoomAsync(
        Conversation room, IReadOnlyList<Participant> members, bool isDeclared, CancellationToken cancel) => database.TransactAsync(
            async sql =>
            {
                var row = room with { Rev = 1, MemberVersion = 1, MemberCount = members.Count };

                // Of many who open it at once one inserts; the others wait for its commit and then read its row.
                if (await ConversationWriter.InsertAsync(sql, row) == 0)
                    return ((await FindRoomAsync(sql, room.TenantId, room.OrderId))!, false);
                foreach (var member in members)
                    await ConversationWriter.InsertAsync(sql, member with { ConversationId = row.Id, Rev = 1 });
                if (isDeclared)
                    await DeclaredRoomRows.InsertAsync(sql, row.Id, row.CreatedAt);
                if (!row.OrderId.IsOutside)
                    await sql.ExecuteAsync(NameRoom, ("@id", row.Id.Value), ("@order", row.OrderId.Value), ("@tenant", row.TenantId.Value));
                return (row, true);
            },
            cancel);

    /// <inheritdoc/>
    public Task<Conversation?> FindRoomAsync(TenantId tenant, OrderId order, CancellationToken cancel) =>
        database.QueryAsync(sql => FindRoomAsync(sql, tenant, order), cancel);

    /// <inheritdoc/>
    public Task<bool> IsDeclaredAsync(ConversationId room, CancellationToken cancel) => database.QueryAsync(
        async sql => await DeclaredRoomRows.IsThereAsync(sql, room), cancel);

    private static ValueTask<Conversation?> FindRoomAsync(SqlScope sql, TenantId tenant, OrderId order) =>
        sql.FirstAsync(ByOrder, ConversationRows.Read, ("@tenant", tenant.Value), ("@order", order.Value));
}
