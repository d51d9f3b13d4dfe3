using System.Data.Common;
using Parley.Primitives;
using Parley.Webhooks;

namespace Parley.Storage.Webhooks;

/// <content>How far each has been told of messages.</content>
internal sealed partial class WebhookStore
{
    private const int ConversationsAStretch = 5_000;

    // Where a webhook begins that has no mark yet: after what was written or recalled before it asked. The newest changes are enough to look at,
    // since it follows at most minutes behind.
    private const string Behind = $"""
        SELECT {WebhookRows.Columns}, c.id, coalesce(m.rev, -1), coalesce(m.seq, -1) FROM conversations c
        JOIN webhooks w ON w.tenant_id = c.tenant_id AND w.is_active AND (w.events & 3) <> 0
        LEFT JOIN webhook_marks m ON m.webhook_id = w.id AND m.conversation_id = c.id
        WHERE c.rev > coalesce(m.rev, 0) AND (m.rev IS NOT NULL OR c.last_message_at >= w.messages_since OR EXISTS (
            SELECT 1 FROM messages g WHERE g.conversation_id = c.id AND g.rev = c.rev AND g.recalled_at >= w.messages_since))
        """;

    public Task<IReadOnlyList<FollowedConversation>> FindBehindAsync(IReadOnlyCollection<ConversationId> conversations, CancellationToken cancel) =>
        database.QueryAsync(
            async sql => await BeginAsync(sql, await sql.ListAsync(
                $"{Behind} AND {sql.In("c.id", "@ids")} ORDER BY c.id, w.id", ReadFollowed, ("@ids", sql.Ids(conversations.Select(id => id.Value))))),
            cancel);

    public Task<(IReadOnlyList<FollowedConversation> Behind, ConversationId? Next)> WalkBehindAsync(ConversationId after, CancellationToken cancel) =>
        database.QueryAsync<(IReadOnlyList<FollowedConversation>, ConversationId?)>(
            async sql =>
            {
                var any = await sql.FirstAsync("SELECT id FROM webhooks WHERE is_active AND (events & 3) <> 0 LIMIT 1", row => row.GetInt64(0));
                if (any == 0)
                    return ([], null);
                var last = await sql.FirstAsync(
                    "SELECT max(id) FROM (SELECT id FROM conversations WHERE id > @after ORDER BY id LIMIT @limit) AS stretch",
                    row => row.LongOrNull(0),
                    ("@after", after.Value),
                    ("@limit", ConversationsAStretch));
                if (last is not { } to)
                    return ([], null);
                var rows = await sql.ListAsync(
                    $"{Behind} AND c.id > @after AND c.id <= @to ORDER BY c.id, w.id", ReadFollowed, ("@after", after.Value), ("@to", to));
                return (await BeginAsync(sql, rows), new ConversationId(to));
            },
            cancel);

    public Task<bool> AdvanceAsync(FollowedConversation from, long rev, long seq, IReadOnlyList<WebhookDelivery> deliveries, CancellationToken cancel) =>
        jobs.ThenWakeAsync(database.TransactAsync(
            async sql =>
            {
                (string, object?)[] args =
                [
                    ("@webhook", from.Webhook.Id.Value), ("@conversation", from.ConversationId.Value), ("@from", from.Rev), ("@rev", rev), ("@seq", seq),
                ];
                var moved = await sql.ExecuteAsync(
                    from.IsNew
                        ? """
                          INSERT INTO webhook_marks (webhook_id, conversation_id, rev, seq)
                          SELECT w.id, @conversation, @rev, @seq FROM webhooks w WHERE w.id = @webhook ON CONFLICT (webhook_id, conversation_id) DO NOTHING
                          """
                        : "UPDATE webhook_marks SET rev = @rev, seq = @seq WHERE webhook_id = @webhook AND conversation_id = @conversation AND rev = @from",
                    args);
                if (moved == 0)
                    return false;
                await InsertAsync(sql, deliveries);
                return true;
            },
            cancel));

    private static async ValueTask<IReadOnlyList<FollowedConversation>> BeginAsync(SqlScope sql, List<FollowedConversation> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].IsNew)
                rows[i] = await BeginAsync(sql, rows[i]);
        }

        return rows;
    }

    private static async ValueTask<FollowedConversation> BeginAsync(SqlScope sql, FollowedConversation row)
    {
        (string, object?)[] args = [("@conversation", row.ConversationId.Value), ("@since", row.Webhook.MessagesSince)];
        var rev = await sql.FirstAsync(
            """
            SELECT min(rev) - 1 FROM (
                SELECT rev, coalesce(recalled_at, created_at) AS at FROM messages WHERE conversation_id = @conversation ORDER BY rev DESC LIMIT 1000
            ) AS newest WHERE at >= @since
            """,
            value => value.LongOrNull(0),
            args);
        var seq = await sql.FirstAsync(
            "SELECT seq FROM messages WHERE conversation_id = @conversation AND created_at < @since ORDER BY seq DESC LIMIT 1", value => value.GetInt64(0), args);
        return row with { Rev = rev ?? 0, Seq = seq };
    }

    private static FollowedConversation ReadFollowed(DbDataReader row)
    {
        var (rev, seq) = (row.GetInt64(WebhookRows.Count + 1), row.GetInt64(WebhookRows.Count + 2));
        return new FollowedConversation(WebhookRows.Read(row), new ConversationId(row.GetInt64(WebhookRows.Count)), rev, seq, rev < 0);
    }
}
