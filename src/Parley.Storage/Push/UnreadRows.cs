using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;
using Parley.Push;
using Parley.Storage.Conversations;

namespace Parley.Storage.Push;

/// <summary>What is unread for a person, as a mail tells it. No statement reads more of a conversation than its newest messages.</summary>
internal static class UnreadRows
{
    // What is older does not count: somebody who is away that long has been told.
    private const int MostLookedAt = 1000;

    private const PairRelation Blocked = PairRelation.LowBlocks | PairRelation.HighBlocks;

    /// <summary>The marked conversations, without what is unread in them.</summary>
    public static async ValueTask<List<UnreadRow>> ListAsync(SqlScope sql, UserId user, string now, string isFree, long interval, long nowMs, int limit) =>
        await sql.ListAsync(
            $"""
            SELECT m.conversation_id, c.title, m.asked_seq, m.sent_seq, CASE WHEN {isFree} THEN 0 ELSE m.sent_at + @interval - {now} END AS rest,
                p.read_seq, p.joined_seq, c.last_seq,
                CASE WHEN p.left_at IS NULL AND c.dissolved_at IS NULL AND (c.relation & @blocked) = 0 AND {HiddenSeqs.Listed} THEN 1 ELSE 0 END
            FROM mail_marks m
            JOIN participants p ON p.conversation_id = m.conversation_id AND p.user_id = m.user_id
            JOIN conversations c ON c.id = m.conversation_id
            WHERE m.user_id = @user AND m.asked_seq IS NOT NULL
            ORDER BY rest, m.conversation_id
            LIMIT @limit
            """,
            row => new UnreadRow(
                new UnreadChat
                {
                    Id = new ConversationId(row.GetInt64(0)),
                    Title = row.TextOrNull(1),
                    AskedSeq = row.GetInt64(2),
                    ToldSeq = row.GetInt64(3),
                    Rest = TimeSpan.FromMilliseconds(row.GetInt64(4)),
                },
                After: Math.Max(Math.Max(row.GetInt64(5), row.GetInt64(6)), row.GetInt64(7) - MostLookedAt),
                IsOpen: row.GetInt32(8) == 1),
            ("@user", user.Value),
            ("@interval", interval),
            ("@now", nowMs),
            ("@blocked", (short)Blocked),
            ("@limit", limit));

    /// <summary>Who wrote what is unread in one of them.</summary>
    public static async ValueTask<List<UnreadFrom>> CountAsync(SqlScope sql, UserId user, UnreadRow row) => await sql.ListAsync(
        """
        SELECT n.sender_id, count(*), max(n.seq), min(n.created_at) FROM (
            SELECT m.sender_id, m.seq, m.created_at FROM messages m
            WHERE m.conversation_id = @chat AND m.seq > @after AND m.sender_id <> 0 AND m.sender_id <> @user AND m.type <> @system AND m.type <> @order
                AND m.recalled_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM hidden_messages h WHERE h.user_id = @user AND h.conversation_id = m.conversation_id AND h.message_id = m.id)
                AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = @user AND b.blocked_id = m.sender_id)
            ORDER BY m.seq DESC LIMIT @most) n
        GROUP BY n.sender_id ORDER BY 3 DESC
        """,
        from => new UnreadFrom(new UserId(from.GetInt64(0)), from.GetInt32(1), from.GetInt64(2), from.GetInt64(3)),
        ("@chat", row.Chat.Id.Value),
        ("@user", user.Value),
        ("@after", row.After),
        ("@system", (short)MessageType.System),
        ("@order", (short)MessageType.Order),
        ("@most", UnreadChat.MostCounted));
}

/// <summary>A marked conversation.</summary>
/// <param name="Chat">As a mail tells it.</param>
/// <param name="After">What lies above is unread.</param>
/// <param name="IsOpen">Whether the person is in it, and it on its list, and nobody blocks anybody.</param>
internal sealed record UnreadRow(UnreadChat Chat, long After, bool IsOpen);
