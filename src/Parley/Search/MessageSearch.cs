using Parley.Accounts;
using Parley.Conversations;
using Parley.Limits;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Search;

/// <summary>
/// Finds messages by their words, type and time among those that a person may see: in conversations that it is in, after its joining, not
/// recalled, not deleted for itself. The same on every surface.
/// </summary>
public sealed class MessageSearch(ISearchStore store, MessageIndexer indexer, Access access, RateLimits limits, RateLimiter limiter) : IDisposable
{
    /// <summary>The longest text to look for, in Unicode scalar values.</summary>
    public const int LongestText = 100;

    /// <summary>The largest page.</summary>
    public const int LargestPage = 100;

    /// <summary>
    /// How far matches are counted for a numbered page, and how far such pages go: that many are read at most, whatever is asked for. Who looks
    /// further back narrows the time, or goes on by id.
    /// </summary>
    public const int MostCounted = 1000;

    // Searches under way at once: a search must not keep histories from being read.
    private const int MostAtOnce = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _slots = new(MostAtOnce);

    /// <summary>A page that goes on by id.</summary>
    /// <param name="before">Only messages with a smaller id (the last item's of the page before); null: from the newest.</param>
    /// <param name="limit">1 to <see cref="LargestPage"/>.</param>
    /// <returns>
    /// The page; <see cref="ChatError.InvalidField"/> naming <c>q</c>, <c>to</c> or <c>limit</c>; <see cref="ChatError.TextInvalid"/>;
    /// <see cref="ChatError.ConversationNotFound"/> or <see cref="ChatError.NotParticipant"/> for a conversation that was named;
    /// <see cref="ChatError.RateLimited"/>; <see cref="ChatError.Busy"/>.
    /// </returns>
    public async Task<Outcome<FoundPage>> SearchAsync(Account caller, MessageQuery query, MessageId? before, int limit, CancellationToken cancel)
    {
        if (limit is < 1 or > LargestPage)
            return FieldRules.Invalid("limit", LargestPage);
        var found = await FindAsync(caller, query, before, new Slice(0, limit, limit + 1), cancel);
        return found.IsOk ? new FoundPage(found.Value.Items, found.Value.Matches > limit) : found.Refusal;
    }

    /// <summary>A numbered page, with how many there are.</summary>
    /// <param name="page">From 1.</param>
    /// <param name="pageSize">1 to <see cref="LargestPage"/>.</param>
    /// <returns>As above, with <c>page</c> and <c>pageSize</c> as fields; a page past the end is empty.</returns>
    public async Task<Outcome<FoundNumberedPage>> SearchPageAsync(Account caller, MessageQuery query, int page, int pageSize, CancellationToken cancel)
    {
        if (page < 1)
            return FieldRules.Invalid("page");
        if (pageSize is < 1 or > LargestPage)
            return FieldRules.Invalid("pageSize", LargestPage);
        var skip = (int)Math.Min((page - 1L) * pageSize, MostCounted);
        var take = Math.Min(pageSize, MostCounted - skip);
        var found = await FindAsync(caller, query, null, new Slice(skip, take, MostCounted + 1), cancel);
        return found.IsOk
            ? new FoundNumberedPage(found.Value.Items, Math.Min(found.Value.Matches, MostCounted), found.Value.Matches <= MostCounted)
            : found.Refusal;
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private async Task<Outcome<FoundMessages>> FindAsync(Account caller, MessageQuery query, MessageId? before, Slice slice, CancellationToken cancel)
    {
        var terms = Read(query);
        if (!terms.IsOk)
            return terms.Refusal;
        if (limiter.Take(limits.Searches, caller.Id.Value) is { } tooMany)
            return tooMany;
        if (query.Conversation is { } conversation)
        {
            var entered = await access.EnterAsync(caller, conversation, cancel);
            if (!entered.IsOk)
                return entered.Refusal;
        }

        if (!await _slots.WaitAsync(Patience, cancel))
            return new Refusal(ChatError.Busy, RetryAfter: Patience);
        try
        {
            await indexer.SettleAsync(cancel);
            return await store.FindAsync(caller.Id, terms.Value with { Before = before }, slice.Skip, slice.Take, slice.Most, cancel);
        }
        finally
        {
            _slots.Release();
        }
    }

    private static Outcome<SearchTerms> Read(MessageQuery query)
    {
        var text = query.Text?.Trim() ?? "";
        if (MessageText.Refuse(text) is { } unstorable)
            return unstorable;
        if (text.EnumerateRunes().Count() > LongestText)
            return FieldRules.Invalid("q", LongestText);
        var words = SearchWords.Parse(text);
        if (words.Count == 0 && (text.Length > 0 || query.Type is null or MessageType.Text))
            return FieldRules.Invalid("q"); // nothing but punctuation looks for nothing, too
        var (from, to) = (query.From ?? 0, query.To ?? long.MaxValue);
        return from <= to ? new SearchTerms(words, from, to, query.Type, query.Conversation, Kind: query.Kind) : FieldRules.Invalid("to");
    }

    private readonly record struct Slice(int Skip, int Take, int Most);
}
