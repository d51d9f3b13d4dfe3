using System.Data.Common;
using Parley.Conversations;
using Parley.Primitives;
using Parley.Storage.Messages;

namespace Parley.Storage.Conversations;

/// <summary>Conversations as a numbered list shows them; the statements are the same on both databases.</summary>
internal sealed class ChatStore(Database database) : IChatStore
{
    private const int HiddenAt = ConversationRows.Count + ParticipantRows.Count;
    private const int TopicAt = HiddenAt + 2;
    private const int TotalAt = TopicAt + 2;
    private const int MessageAt = TotalAt + 1;

    private const string Activity = "CASE WHEN c.last_message_at > c.created_at THEN c.last_message_at ELSE c.created_at END";

    // The newest message that the person may see: one step down the index (conversation, seq) each.
    private const string NewestVisible = """
        LEFT JOIN messages m ON m.id = (
            SELECT n.id FROM messages n
            WHERE n.conversation_id = p.conversation_id AND n.seq > p.joined_seq AND NOT EXISTS (
                SELECT 1 FROM hidden_messages h WHERE h.user_id = p.user_id AND h.conversation_id = n.conversation_id AND h.message_id = n.id)
            ORDER BY n.seq DESC LIMIT 1)
        """;

    private const string FindSql = $"""
        SELECT {ConversationRows.Aliased}, {ParticipantRows.Columns}, p.hidden_seq, p.pinned_at, t.service_id, t.order_id, 1, {MessageRows.Columns}
        FROM participants p
        JOIN conversations c ON c.id = p.conversation_id
        LEFT JOIN conversation_topics t ON t.conversation_id = p.conversation_id
        {NewestVisible}
        WHERE p.conversation_id = @id AND p.user_id = @user AND p.left_at IS NULL AND c.tenant_id = @tenant
        """;

    private static readonly string ListedSql = ListSql(HiddenSeqs.Listed);
    private static readonly string ArchivedSql = ListSql(HiddenSeqs.Archived);

    /// <inheritdoc/>
    public Task<(IReadOnlyList<ChatLine> Lines, long Total)> ListAsync(UserId user, bool archived, int skip, int take, CancellationToken cancel) =>
        database.QueryAsync<(IReadOnlyList<ChatLine>, long)>(
            async sql =>
            {
                var total = 0L;
                var rows = await sql.ListAsync(
                    archived ? ArchivedSql : ListedSql,
                    row =>
                    {
                        total = row.GetInt64(TotalAt);
                        return row.IsDBNull(0) ? null : Read(row); // a page past the end has the count alone
                    },
                    ("@user", user.Value),
                    ("@skip", skip),
                    ("@take", take));
                return (rows.FindAll(line => line is not null)!, total);
            },
            cancel);

    /// <inheritdoc/>
    public Task<ChatLine?> FindAsync(TenantId tenant, ConversationId id, UserId user, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(FindSql, Read, ("@id", id.Value), ("@user", user.Value), ("@tenant", tenant.Value)), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ChatMember>> ReadMembersAsync(IReadOnlyCollection<ConversationId> conversations, CancellationToken cancel) =>
        database.QueryAsync<IReadOnlyList<ChatMember>>(
            async sql => await sql.ListAsync(
                $"""
                SELECT {ParticipantRows.Columns}, r.created_at
                FROM participants p
                LEFT JOIN messages r ON r.conversation_id = p.conversation_id AND r.seq = p.read_seq AND p.read_seq > p.joined_seq
                WHERE {sql.In("p.conversation_id", "@ids")} AND p.left_at IS NULL
                ORDER BY p.user_id
                """,
                row => new ChatMember(ParticipantRows.Read(row), row.LongOrNull(ParticipantRows.Count)),
                ("@ids", sql.Ids(conversations.Select(id => id.Value)))),
            cancel);

    /// <inheritdoc/>
    public Task SetTopicAsync(ConversationId id, ConversationTopic topic, CancellationToken cancel) => database.TransactAsync(
        sql => sql.ExecuteAsync(
            """
            INSERT INTO conversation_topics (conversation_id, service_id, order_id)
            VALUES (@id, CAST(@service AS bigint), CAST(@order AS bigint))
            ON CONFLICT (conversation_id) DO UPDATE SET
                service_id = coalesce(excluded.service_id, conversation_topics.service_id),
                order_id = coalesce(excluded.order_id, conversation_topics.order_id)
            """,
            ("@id", id.Value),
            ("@service", topic.Service == 0 ? null : topic.Service),
            ("@order", topic.Order == 0 ? null : topic.Order)),
        cancel);

    // The page first, then the newest message of those only that are on it; one row with the count where the page is empty.
    private static string ListSql(string which) => $"""
        WITH mine AS (
            SELECT p.conversation_id AS id, {Activity} AS active_at, CASE WHEN p.pinned_at IS NULL THEN 0 ELSE 1 END AS pinned
            FROM participants p JOIN conversations c ON c.id = p.conversation_id
            WHERE p.user_id = @user AND p.left_at IS NULL AND {which}),
        page AS (SELECT id, active_at, pinned FROM mine ORDER BY pinned DESC, active_at DESC, id DESC LIMIT @take OFFSET @skip),
        counted AS (SELECT count(*) AS total FROM mine)
        SELECT {ConversationRows.Aliased}, {ParticipantRows.Columns}, p.hidden_seq, p.pinned_at, t.service_id, t.order_id, counted.total, {MessageRows.Columns}
        FROM counted
        LEFT JOIN page ON true
        LEFT JOIN conversations c ON c.id = page.id
        LEFT JOIN participants p ON p.conversation_id = page.id AND p.user_id = @user
        LEFT JOIN conversation_topics t ON t.conversation_id = page.id
        {NewestVisible}
        ORDER BY page.pinned DESC, page.active_at DESC, page.id DESC
        """;

    private static ChatLine Read(DbDataReader row)
    {
        var conversation = ConversationRows.Read(row, 0);
        var view = new ConversationView(
            conversation, ParticipantRows.Read(row, ConversationRows.Count), row.IsDBNull(MessageAt) ? null : MessageRows.Read(row, MessageAt));
        return new ChatLine(
            view,
            HiddenSeqs.IsArchived(conversation, row.GetInt64(HiddenAt)),
            new ConversationTopic(row.LongOrNull(TopicAt) ?? 0, row.LongOrNull(TopicAt + 1) ?? 0),
            IsPinned: !row.IsDBNull(HiddenAt + 1));
    }
}
