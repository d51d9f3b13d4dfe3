using System.Collections.Concurrent;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// How far this node's connected people have been told of each conversation. Written by the delivery loop; a hand-off may only add a
/// conversation that is not there yet.
/// </summary>
internal sealed class ConversationTails
{
    private readonly ConcurrentDictionary<ConversationId, Tail> _tails = new();

    public int Count => _tails.Count;

    /// <summary>A hand-off has read the conversation up to here: what comes later must not be missed.</summary>
    public void Baseline(ConversationId conversation, long rev, long seq) => _tails.TryAdd(conversation, new Tail(0, rev, seq));

    /// <summary>How far everybody connected knows the conversation, or null when nobody was ever told of it here.</summary>
    public Tail? Find(ConversationId conversation) => _tails.TryGetValue(conversation, out var tail) ? tail : null;

    /// <summary>The delivery loop has told everybody of this change.</summary>
    public void Delivered(ConversationId conversation, long rev, long seq)
    {
        var before = Find(conversation) ?? default;
        _tails[conversation] = new Tail(Math.Max(rev, before.DeliveredRev), Math.Max(rev, before.KnownRev), Math.Max(seq, before.KnownSeq));
    }

    public void Forget(ConversationId conversation) => _tails.TryRemove(conversation, out _);

    public List<(ConversationId Id, long Rev)> Snapshot()
    {
        var all = new List<(ConversationId, long)>(_tails.Count);
        foreach (var (id, tail) in _tails)
            all.Add((id, tail.KnownRev));
        return all;
    }

    /// <param name="DeliveredRev">Delivered by this node's loop: a change at or below is a repeat.</param>
    /// <param name="KnownRev">Delivered or read in a hand-off: a change above the next one shows a gap.</param>
    /// <param name="KnownSeq">The newest message of those.</param>
    internal readonly record struct Tail(long DeliveredRev, long KnownRev, long KnownSeq);
}
