using Parley.Primitives;

namespace Parley.Storage.Conversations;

/// <summary>Which rooms hold those whom the tenant's backend named; written in the transaction that makes it so.</summary>
internal static class DeclaredRoomRows
{
    public static ValueTask<int> InsertAsync(SqlScope sql, ConversationId room, long nowMs) => sql.ExecuteAsync(
        "INSERT INTO declared_rooms (conversation_id, declared_at) VALUES (@id, @now) ON CONFLICT DO NOTHING", ("@id", room.Value), ("@now", nowMs));

    public static async ValueTask<bool> IsThereAsync(SqlScope sql, ConversationId room) =>
        await sql.FirstAsync("SELECT 1 FROM declared_rooms WHERE conversation_id = @id", _ => true, ("@id", room.Value));
}
