using Parley.Conversations;
using Parley.Primitives;
using Parley.Rooms;

namespace Parley.Storage.Conversations;

/// <summary>An agent's places in rooms of orders, given up all at once. Nobody is told at once: delivery finds each room's change as it finds any that it missed.</summary>
internal static class AgentSeats
{
    /// <summary>Leaves them, each room with its next <c>rev</c>, under the locks of all of them, taken in the order in which the writer takes them.</summary>
    public static async ValueTask LeaveAsync(SqlScope sql, UserId agent, long nowMs)
    {
        var rooms = await sql.ListAsync(
            $"""
            SELECT c.id FROM participants p JOIN conversations c ON c.id = p.conversation_id
            WHERE p.user_id = @user AND p.left_at IS NULL AND p.role = @role AND c.kind = @kind ORDER BY c.id {sql.Pick(sqlite: "", postgres: "FOR UPDATE OF c")}
            """,
            row => row.GetInt64(0),
            ("@user", agent.Value),
            ("@role", (short)RoomRules.AgentRole),
            ("@kind", (short)ConversationKind.Room));
        if (rooms.Count == 0)
            return;
        (string, object?)[] args = [("@user", agent.Value), ("@now", nowMs), ("@rooms", sql.Ids(rooms))];
        await sql.ExecuteAsync(
            $"""
            UPDATE conversations SET rev = rev + 1, member_version = member_version + 1,
                member_count = (SELECT count(*) FROM participants p WHERE p.conversation_id = conversations.id AND p.left_at IS NULL AND p.user_id <> @user)
            WHERE {sql.In("id", "@rooms")}
            """,
            args);
        await sql.ExecuteAsync(
            $"""
            UPDATE participants SET left_at = @now, rev = (SELECT c.rev FROM conversations c WHERE c.id = participants.conversation_id)
            WHERE user_id = @user AND {sql.In("conversation_id", "@rooms")}
            """,
            args);
    }
}
