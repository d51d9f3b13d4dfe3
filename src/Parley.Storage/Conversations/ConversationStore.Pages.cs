using Parley.Conversations;
using Parley.Primitives;
using Parley.Storage.Messages;

namespace Parley.Storage.Conversations;

internal sealed partial class ConversationStore
{
    private const string Activity = "CASE WHEN c.last_message_at > c.created_at THEN c.last_message_at ELSE c.created_at END";

    // The page first, then the newest message of those only that are on it: one step down the index (conversation, seq) each.
    private const string PageSql = $"""
        WITH page AS (
            SELECT p.conversation_id AS id, {Activity} AS active_at
            FROM participants p JOIN conversations c ON c.id = p.conversation_id
            WHERE p.user_id = @user AND p.left_at IS NULL AND (c.kind <> 1 OR c.last_seq > 0)
              AND ({Activity} < @active OR ({Activity} = @active AND c.id < @before))
            ORDER BY active_at DESC, p.conversation_id DESC
            LIMIT @limit)
        SELECT {ConversationRows.Aliased}, {ParticipantRows.Columns}, {MessageRows.Columns}
        FROM page
        JOIN conversations c ON c.id = page.id
        JOIN participants p ON p.conversation_id = page.id AND p.user_id = @user
        LEFT JOIN messages m ON m.id = (
            SELECT n.id FROM messages n
            WHERE n.conversation_id = page.id AND n.seq > p.joined_seq AND NOT EXISTS (
                SELECT 1 FROM hidden_messages h WHERE h.user_id = @user AND h.conversation_id = n.conversation_id AND h.message_id = n.id)
            ORDER BY n.seq DESC LIMIT 1)
        ORDER BY page.active_at DESC, page.id DESC
        """;

    /// <inheritdoc/>
    public Task<IReadOnlyList<ConversationView>> ListPageAsync(UserId user, Conversation? before, int limit, CancellationToken cancel) =>
        database.QueryAsync<IReadOnlyList<ConversationView>>(
            async sql => await sql.ListAsync(
                PageSql,
                ReadView,
                ("@user", user.Value),
                ("@active", before?.ActiveAt ?? long.MaxValue),
                ("@before", before?.Id.Value ?? long.MaxValue),
                ("@limit", limit)),
            cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Participant>> ReadMembersAsync(IReadOnlyCollection<ConversationId> conversations, CancellationToken cancel) =>
        database.QueryAsync<IReadOnlyList<Participant>>(
            async sql => await sql.ListAsync(
                $"SELECT {ParticipantRows.Columns} FROM participants p WHERE {sql.In("p.conversation_id", "@ids")} AND p.left_at IS NULL ORDER BY p.user_id",
                ParticipantRows.Read,
                ("@ids", sql.Ids(conversations.Select(id => id.Value)))),
            cancel);
}
