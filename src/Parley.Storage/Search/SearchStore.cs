using Parley.Conversations;
using Parley.Primitives;
using Parley.Search;
using Parley.Storage.Conversations;
using Parley.Storage.Messages;
using Parley.Storage.Statistics;

namespace Parley.Storage.Search;

/// <summary>What the index of words is asked alike on both databases.</summary>
internal abstract class SearchStore(Database database, TimeProvider clock) : ISearchStore
{
    // Who reads one's own message in a direct conversation is the other; else it is oneself.
    private const string ReadSql = $"""
        SELECT {MessageRows.Columns}, {ConversationRows.Aliased}, r.read_seq
        FROM messages m
        JOIN conversations c ON c.id = m.conversation_id
        LEFT JOIN participants r ON r.conversation_id = c.id AND r.user_id = CASE
            WHEN c.kind = 1 AND m.sender_id = @viewer AND c.low_user = @viewer THEN c.high_user
            WHEN c.kind = 1 AND m.sender_id = @viewer THEN c.low_user
            ELSE @viewer END
        WHERE m.recalled_at IS NULL AND
        """;

    private const string WalkSql = """
        SELECT c.id, c.last_seq > 0 AND c.rev > coalesce(k.rev, 0)
        FROM conversations c LEFT JOIN search_marks k ON k.conversation_id = c.id
        WHERE c.id > @after ORDER BY c.id LIMIT @limit
        """;

    private const int WalkedAtOnce = 5000;

    // An id is made a moment before its message's time is set, perhaps on a node whose clock goes otherwise.
    private static readonly long Slack = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    protected Database Database => database;

    public Task<FoundMessages> FindAsync(UserId viewer, SearchTerms terms, int skip, int take, int most, CancellationToken cancel) => database.QueryAsync(
        async sql =>
        {
            var ids = await FindIdsAsync(sql, viewer, terms, most);
            var page = ids.Skip(skip).Take(take).ToArray();
            var items = page.Length == 0 ? [] : await sql.ListAsync(
                $"{ReadSql} {sql.In("m.id", "@ids")} ORDER BY m.id DESC", row => Read(row, viewer), ("@ids", sql.Ids(page)), ("@viewer", viewer.Value));
            return new FoundMessages(items, ids.Count);
        },
        cancel);

    public abstract Task<IndexedMessages> IndexAsync(IReadOnlyList<ConversationId> conversations, CancellationToken cancel);

    public async Task<BehindConversations> FindBehindAsync(ConversationId after, CancellationToken cancel)
    {
        var walked = await database.QueryAsync(
            sql => sql.ListAsync(
                WalkSql, row => (Id: new ConversationId(row.GetInt64(0)), IsBehind: row.GetBoolean(1)), ("@after", after.Value), ("@limit", WalkedAtOnce)),
            cancel);
        return new BehindConversations(
            [.. walked.Where(row => row.IsBehind).Select(row => row.Id)], walked.Count < WalkedAtOnce ? null : walked[^1].Id);
    }

    public abstract Task ClearAsync(CancellationToken cancel);

    /// <summary>The ids of what matches, newest first.</summary>
    protected abstract ValueTask<List<long>> FindIdsAsync(SqlScope sql, UserId viewer, SearchTerms terms, int most);

    /// <summary>Counts what a step has come to; belongs into its transaction.</summary>
    /// <param name="share">How many messages at once of a conversation that needs another step.</param>
    protected ValueTask CountAsync(SqlScope sql, IndexStep step, int share)
    {
        var unfinished = step.Unfinished.Select(id => id.Value).ToHashSet();
        return MessageCounting.CountAsync(
            sql, step.Marks.ConvertAll(mark => (mark.Conversation, unfinished.Contains(mark.Conversation) ? share : long.MaxValue)), clock.NowMs());
    }

    /// <summary>The ids between which a message of the time asked for can lie; the exact time is asked of the message.</summary>
    protected static (long Low, long High) IdsOf(SearchTerms terms)
    {
        var low = terms.From < Slack ? 0 : IdGenerator.FirstOf(terms.From - Slack);
        var high = terms.To > long.MaxValue - Slack ? long.MaxValue : IdGenerator.FirstOf(terms.To + Slack);
        return (low, terms.Before is { } before ? Math.Min(high, before.Value - 1) : high);
    }

    private static FoundMessage Read(System.Data.Common.DbDataReader row, UserId viewer)
    {
        var message = MessageRows.Read(row);
        var readSeq = row.LongOrNull(MessageRows.Width + ConversationRows.Count) ?? 0;
        var conversation = ConversationRows.Read(row, MessageRows.Width);
        var isShown = message.SenderId != viewer || conversation.Kind != ConversationKind.Direct || conversation.ShowsPointers(conversation.PeerOf(viewer), viewer);
        return new FoundMessage(message, conversation, isShown && readSeq >= message.Seq);
    }
}
