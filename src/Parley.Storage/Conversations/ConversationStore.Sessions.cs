using Parley.Conversations;
using Parley.Primitives;
using Parley.Storage.Messages;

namespace Parley.Storage.Conversations;

internal sealed partial class ConversationStore
{
    // One statement for the whole list; the newest message by one step down the index (conversation, seq) each.
    private const string SessionsSql = $"""
        SELECT {ConversationRows.Aliased}, {ParticipantRows.Columns}, p.pinned_at, coalesce(q.read_seq, 0), l.seen_at, {MessageRows.Columns}
        FROM participants p
        JOIN conversations c ON c.id = p.conversation_id
        LEFT JOIN participants q ON q.conversation_id = c.id AND q.user_id = CASE WHEN c.low_user = p.user_id THEN c.high_user ELSE c.low_user END
        LEFT JOIN last_seen l ON l.user_id = q.user_id
        LEFT JOIN messages m ON m.id = (
            SELECT n.id FROM messages n
            WHERE n.conversation_id = p.conversation_id AND n.seq > p.joined_seq AND NOT EXISTS (
                SELECT 1 FROM hidden_messages h WHERE h.user_id = p.user_id AND h.conversation_id = n.conversation_id AND h.message_id = n.id)
            ORDER BY n.seq DESC LIMIT 1)
        WHERE p.user_id = @user AND p.left_at IS NULL AND c.kind = 1 AND c.last_seq > 0 AND c.last_seq > p.hidden_seq
        ORDER BY CASE WHEN p.pinned_at IS NULL THEN 1 ELSE 0 END, c.last_message_at DESC, c.id DESC
        LIMIT @limit
        """;

    /// <inheritdoc/>
    public Task<IReadOnlyList<DirectSession>> ListSessionsAsync(UserId user, int limit, CancellationToken cancel) =>
        database.QueryAsync<IReadOnlyList<DirectSession>>(
            async sql => await sql.ListAsync(
                SessionsSql,
                row =>
                {
                    const int marks = ConversationRows.Count + ParticipantRows.Count;
                    var conversation = ConversationRows.Read(row, 0);
                    var isPeerShown = conversation.ShowsPointers(conversation.PeerOf(user), user);
                    return new DirectSession(
                        conversation,
                        ParticipantRows.Read(row, ConversationRows.Count),
                        row.IsDBNull(marks + 3) ? null : MessageRows.Read(row, marks + 3),
                        PinnedAt: row.LongOrNull(marks),
                        PeerReadSeq: isPeerShown ? row.GetInt64(marks + 1) : 0,
                        PeerSeenAt: conversation.IsBlocked ? null : row.LongOrNull(marks + 2));
                },
                ("@user", user.Value),
                ("@limit", limit)),
            cancel);

    /// <inheritdoc/>
    public Task<Outcome<(Conversation Conversation, bool IsChanged)>> MarkSessionAsync(
        TenantId tenant, ConversationId id, UserId user, SessionMark mark, long nowMs, CancellationToken cancel) =>
        database.TransactAsync<Outcome<(Conversation, bool)>>(
            async sql =>
            {
                if (await ConversationLock.TakeAsync(sql, tenant, id) is not { } conversation)
                    return ChatError.ConversationNotFound;
                var marks = await sql.FirstAsync(
                    "SELECT pinned_at, hidden_seq FROM participants WHERE conversation_id = @id AND user_id = @user AND left_at IS NULL",
                    row => ((long? PinnedAt, long HiddenSeq)?)(row.LongOrNull(0), row.GetInt64(1)),
                    ("@id", id.Value),
                    ("@user", user.Value));
                if (marks is not var (pinnedAt, hiddenSeq))
                    return ChatError.NotParticipant;

                var after = mark switch
                {
                    SessionMark.Pin => (PinnedAt: pinnedAt ?? nowMs, HiddenSeq: hiddenSeq),
                    SessionMark.Unpin => (PinnedAt: (long?)null, HiddenSeq: hiddenSeq),
                    SessionMark.Hide => (PinnedAt: pinnedAt, HiddenSeq: HiddenSeqs.Hide(conversation, hiddenSeq)),
                    SessionMark.Show => (PinnedAt: pinnedAt, HiddenSeq: HiddenSeqs.Show(conversation, hiddenSeq)),
                    _ => throw new ArgumentOutOfRangeException(nameof(mark), mark, "A mark that nobody writes."),
                };
                if (after == (pinnedAt, hiddenSeq))
                    return (conversation, false);
                await WriteMarksAsync(sql, id, user, conversation.Rev + 1, after.PinnedAt, after.HiddenSeq);
                return (conversation with { Rev = conversation.Rev + 1 }, true);
            },
            cancel);

    private static async ValueTask WriteMarksAsync(SqlScope sql, ConversationId id, UserId user, long rev, long? pinnedAt, long hiddenSeq)
    {
        await sql.ExecuteAsync("UPDATE conversations SET rev = @rev WHERE id = @id", ("@rev", rev), ("@id", id.Value));
        await sql.ExecuteAsync(
            "UPDATE participants SET pinned_at = CAST(@pinned AS bigint), hidden_seq = @hidden, rev = @rev WHERE conversation_id = @id AND user_id = @user",
            ("@pinned", pinnedAt),
            ("@hidden", hiddenSeq),
            ("@rev", rev),
            ("@id", id.Value),
            ("@user", user.Value));
    }
}
