using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Conversations;

namespace Parley.Storage.Messages;

internal sealed partial class MessageStore
{
    // Time rises with seq and seq has no holes: halving the range finds the place in a score of steps down the index (conversation, seq), where
    // an index by time would cost every send.
    private const string BeforeSql = """
        WITH RECURSIVE halving (low, high) AS (
            SELECT CAST(@after AS bigint), CAST(@last AS bigint)
            UNION ALL
            SELECT CASE WHEN m.created_at < @before THEN m.seq ELSE h.low END, CASE WHEN m.created_at < @before THEN h.high ELSE m.seq - 1 END
            FROM halving h JOIN messages m ON m.conversation_id = @conversation AND m.seq = (h.low + h.high + 1) / 2
            WHERE h.low < h.high)
        SELECT high FROM halving ORDER BY high - low LIMIT 1
        """;

    private const string NotHidden =
        "NOT EXISTS (SELECT 1 FROM hidden_messages h WHERE h.user_id = @viewer AND h.conversation_id = @conversation AND h.message_id = m.id)";

    /// <summary>A page from its upper bound down: a range of the index (conversation, seq).</summary>
    internal const string PageSql =
        $"SELECT {MessageRows.Columns} FROM messages m WHERE m.conversation_id = @conversation AND m.seq > @after AND m.seq < @before "
        + $"AND {NotHidden} ORDER BY m.seq DESC LIMIT @limit";

    /// <summary>A page from its lower bound up: a range of the same index.</summary>
    internal const string AfterSql =
        $"SELECT {MessageRows.Columns} FROM messages m WHERE m.conversation_id = @conversation AND m.seq > @after "
        + $"AND {NotHidden} ORDER BY m.seq LIMIT @limit";

    /// <summary>What changed: a range of the index (conversation, rev).</summary>
    internal const string ChangesSql =
        $"SELECT {MessageRows.Columns}, NOT {NotHidden} FROM messages m WHERE m.conversation_id = @conversation AND m.rev > @rev AND m.seq > @after "
        + "ORDER BY m.rev LIMIT @limit";

    /// <inheritdoc/>
    public Task<MessagePage> ReadPageAsync(
        ConversationId conversation, UserId viewer, long afterSeq, long? beforeSeq, int limit, CancellationToken cancel) =>
        database.QueryAsync(
            async sql =>
            {
                var messages = await sql.ListAsync(
                    PageSql,
                    MessageRows.Read,
                    ("@conversation", conversation.Value),
                    ("@viewer", viewer.Value),
                    ("@after", afterSeq),
                    ("@before", beforeSeq ?? long.MaxValue),
                    ("@limit", limit + 1));
                var hasMore = Cut(messages, limit);
                messages.Reverse();
                return new MessagePage(messages, hasMore);
            },
            cancel);

    /// <inheritdoc/>
    public Task<long> FindLastBeforeAsync(ConversationId conversation, long afterSeq, long upTo, long beforeMs, CancellationToken cancel) =>
        database.QueryAsync(
            sql => sql.FirstAsync(
                BeforeSql,
                row => row.GetInt64(0),
                ("@conversation", conversation.Value),
                ("@after", afterSeq),
                ("@last", upTo),
                ("@before", beforeMs)),
            cancel);

    /// <inheritdoc/>
    public Task<MessagePage> ReadAfterAsync(ConversationId conversation, UserId viewer, long afterSeq, int limit, CancellationToken cancel) =>
        database.QueryAsync(
            async sql =>
            {
                var messages = await sql.ListAsync(
                    AfterSql,
                    MessageRows.Read,
                    ("@conversation", conversation.Value),
                    ("@viewer", viewer.Value),
                    ("@after", afterSeq),
                    ("@limit", limit + 1));
                return new MessagePage(messages, Cut(messages, limit));
            },
            cancel);

    /// <inheritdoc/>
    public Task<ConversationChanges> ReadChangesAsync(
        ConversationId conversation, UserId viewer, long afterSeq, long afterRev, int limit, CancellationToken cancel) =>
        database.QueryAsync(
            async sql =>
            {
                // The conversation first: what changes between the statements is then told twice, and nothing is missed.
                var row = await sql.FirstAsync(
                    $"SELECT {ConversationRows.Columns} FROM conversations WHERE id = @conversation",
                    ConversationRows.Read,
                    ("@conversation", conversation.Value)) ?? throw new InvalidOperationException($"No conversation {conversation}.");
                var hidden = new HashSet<MessageId>();
                var messages = await sql.ListAsync(
                    ChangesSql,
                    reader =>
                    {
                        var message = MessageRows.Read(reader);
                        if (reader.GetBoolean(MessageRows.Width))
                            hidden.Add(message.Id);
                        return message;
                    },
                    ("@conversation", conversation.Value),
                    ("@viewer", viewer.Value),
                    ("@after", afterSeq),
                    ("@rev", afterRev),
                    ("@limit", limit + 1));
                if (Cut(messages, limit))
                    return new ConversationChanges(row, messages, hidden, [], HasMore: true);

                var participants = await sql.ListAsync(
                    $"SELECT {ParticipantRows.Columns} FROM participants p WHERE p.conversation_id = @conversation AND p.rev > @rev ORDER BY p.rev, p.user_id",
                    ParticipantRows.Read,
                    ("@conversation", conversation.Value),
                    ("@rev", afterRev));
                return new ConversationChanges(row, messages, hidden, participants, HasMore: false);
            },
            cancel);

    /// <inheritdoc/>
    public Task<(Message Message, Conversation Conversation)?> FindAsync(TenantId tenant, MessageId id, CancellationToken cancel) =>
        database.QueryAsync<(Message, Conversation)?>(
            async sql => await sql.FirstAsync(
                $"""
                SELECT {MessageRows.Columns}, {ConversationRows.Aliased}
                FROM messages m JOIN conversations c ON c.id = m.conversation_id WHERE m.id = @id AND c.tenant_id = @tenant
                """,
                reader => ((Message, Conversation)?)(MessageRows.Read(reader), ConversationRows.Read(reader, MessageRows.Width)),
                ("@id", id.Value),
                ("@tenant", tenant.Value)),
            cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Message>> FindVisibleAsync(
        TenantId tenant, UserId viewer, IReadOnlyCollection<MessageId> ids, CancellationToken cancel) =>
        database.QueryAsync<IReadOnlyList<Message>>(
            async sql => await sql.ListAsync(
                $"""
                SELECT {MessageRows.Columns} FROM messages m
                JOIN conversations c ON c.id = m.conversation_id AND c.tenant_id = @tenant
                JOIN participants p ON p.conversation_id = m.conversation_id AND p.user_id = @viewer
                WHERE {sql.In("m.id", "@ids")} AND p.left_at IS NULL AND m.seq > p.joined_seq
                  AND NOT EXISTS (SELECT 1 FROM hidden_messages h WHERE h.user_id = @viewer AND h.conversation_id = m.conversation_id AND h.message_id = m.id)
                """,
                MessageRows.Read,
                ("@tenant", tenant.Value),
                ("@viewer", viewer.Value),
                ("@ids", sql.Ids(ids.Select(id => id.Value)))),
            cancel);

    /// <inheritdoc/>
    public Task<(long Seq, long Found)> FindNewestAsync(ConversationId conversation, IReadOnlyCollection<MessageId> ids, CancellationToken cancel) =>
        database.QueryAsync(
            sql => sql.FirstAsync(
                $"SELECT coalesce(max(m.seq), 0), count(*) FROM messages m WHERE m.conversation_id = @conversation AND {sql.In("m.id", "@ids")}",
                row => (row.GetInt64(0), row.GetInt64(1)),
                ("@conversation", conversation.Value),
                ("@ids", sql.Ids(ids.Select(id => id.Value)))),
            cancel);

    // One more than asked for is read: whether it is there tells whether there is more.
    private static bool Cut(List<Message> messages, int limit)
    {
        if (messages.Count <= limit)
            return false;
        messages.RemoveRange(limit, messages.Count - limit);
        return true;
    }
}
