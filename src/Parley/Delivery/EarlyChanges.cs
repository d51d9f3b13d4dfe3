using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// Changes that came before one that precedes them: a recall commits beside the writer, another node's message takes another way. They wait a
/// moment for it; only what does not come is read from the store. Owned by the delivery loop.
/// </summary>
internal sealed class EarlyChanges
{
    /// <summary>How long a gap may fill by itself.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<ConversationId, SortedList<long, Early>> _waiting = [];

    /// <summary>Keeps a change.</summary>
    /// <returns>True when it is the first of its conversation: somebody must look after it.</returns>
    public bool Keep(in Early early)
    {
        var id = early.Change.Conversation.Id;
        if (!_waiting.TryGetValue(id, out var waiting))
            _waiting[id] = waiting = [];
        waiting.TryAdd(early.Change.Rev, early);
        return waiting.Count == 1;
    }

    /// <summary>Takes the first change of a conversation if its rev is at most <paramref name="rev"/>.</summary>
    public Early? Take(ConversationId conversation, long rev)
    {
        if (!_waiting.TryGetValue(conversation, out var waiting) || waiting.GetKeyAtIndex(0) > rev)
            return null;
        var first = waiting.GetValueAtIndex(0);
        waiting.RemoveAt(0);
        if (waiting.Count == 0)
            _waiting.Remove(conversation);
        return first;
    }

    /// <summary>Whether this change still waits.</summary>
    public bool Holds(ConversationId conversation, long rev) => _waiting.TryGetValue(conversation, out var waiting) && waiting.ContainsKey(rev);

    /// <summary>Whether any change of the conversation still waits.</summary>
    public bool Has(ConversationId conversation) => _waiting.ContainsKey(conversation);

    /// <summary>A change with whom it is for.</summary>
    internal readonly record struct Early(ConversationEvent Change, IReadOnlyCollection<UserId> Recipients, Connection? Except);
}
