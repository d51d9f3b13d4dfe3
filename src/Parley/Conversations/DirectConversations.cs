using System.Collections.Concurrent;
using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Conversations;

/// <summary>
/// Finds the one direct conversation of two people, making it if need be. A pair's conversation never changes, so its id is cached; the
/// cache is shared by all threads.
/// </summary>
public sealed class DirectConversations(IConversationStore store, IdGenerator ids, TimeProvider clock)
{
    private const int Capacity = 500_000;

    private readonly ConcurrentDictionary<(UserId Low, UserId High), ConversationId> _known = new();

    /// <summary>The pair's conversation, where it is known without asking the store.</summary>
    public bool TryGet(Account caller, UserId peer, out ConversationId conversation) =>
        _known.TryGetValue(Pair(caller.Id, peer), out conversation);

    /// <summary>The pair's conversation, opened (hidden while it has no message) if it was not.</summary>
    /// <returns>Its id, <see cref="ChatError.SelfTarget"/>, or <see cref="ChatError.UserNotFound"/> when the peer is not in the caller's tenant.</returns>
    public async ValueTask<Outcome<ConversationId>> OpenAsync(Account caller, UserId peer, CancellationToken cancel)
    {
        if (peer == caller.Id)
            return ChatError.SelfTarget;
        if (TryGet(caller, peer, out var known))
            return known;

        var (low, high) = Pair(caller.Id, peer);
        var opened = await store.OpenDirectAsync(caller.TenantId, low, high, new ConversationId(ids.Next()), clock.NowMs(), cancel);
        if (!opened.IsOk)
            return opened.Refusal;
        Remember(low, high, opened.Value.Id);
        return opened.Value.Id;
    }

    /// <summary>The pair's conversation as it is now; null when it was never opened or the peer is not in the tenant.</summary>
    public async Task<Conversation?> FindAsync(Account caller, UserId peer, CancellationToken cancel)
    {
        var (low, high) = Pair(caller.Id, peer);
        var found = await store.FindDirectAsync(caller.TenantId, low, high, cancel);
        if (found is not null)
            Remember(low, high, found.Id);
        return found;
    }

    private void Remember(UserId low, UserId high, ConversationId conversation)
    {
        if (_known.Count >= Capacity)
            _known.Clear();
        _known[(low, high)] = conversation;
    }

    private static (UserId Low, UserId High) Pair(UserId one, UserId other) => one.Value < other.Value ? (one, other) : (other, one);
}
