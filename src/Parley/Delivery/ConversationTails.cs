using System.Collections.Concurrent;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// How far this node's connected people have been told of each conversation. Revs are written by the delivery loop; a hand-off may only add
/// a conversation that is not there yet, and counts who watches it, so that it goes with the last of them. Each entry is swapped whole.
/// </summary>
internal sealed class ConversationTails
{
    private readonly ConcurrentDictionary<ConversationId, Tail> _tails = new();

    public int Count => _tails.Count;

    /// <summary>A hand-off has read the conversation up to here: what comes later must not be missed.</summary>
    public void Watch(ConversationId conversation, long rev, long seq) =>
        _tails.AddOrUpdate(conversation, new Tail(0, rev, seq, 1), (_, tail) => tail with { Watchers = tail.Watchers + 1 });

    /// <summary>A connection that watched the conversation has ended.</summary>
    public void Unwatch(ConversationId conversation)
    {
        while (_tails.TryGetValue(conversation, out var tail))
        {
            var isDone = tail.Watchers <= 1
                ? _tails.TryRemove(new(conversation, tail))
                : _tails.TryUpdate(conversation, tail with { Watchers = tail.Watchers - 1 }, tail);
            if (isDone)
                return;
        }
    }

    /// <summary>How far everybody connected knows the conversation, or null when nobody was ever told of it here.</summary>
    public Tail? Find(ConversationId conversation) => _tails.TryGetValue(conversation, out var tail) ? tail : null;

    /// <summary>The delivery loop has told everybody of this change.</summary>
    public void Delivered(ConversationId conversation, long rev, long seq) => _tails.AddOrUpdate(
        conversation,
        new Tail(rev, rev, seq, 0),
        (_, tail) => tail with
        {
            DeliveredRev = Math.Max(rev, tail.DeliveredRev),
            KnownRev = Math.Max(rev, tail.KnownRev),
            KnownSeq = Math.Max(seq, tail.KnownSeq),
        });

    /// <summary>Nobody who is in it is connected here any more.</summary>
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
    /// <param name="Watchers">Connections that were handed their backlog of it.</param>
    internal readonly record struct Tail(long DeliveredRev, long KnownRev, long KnownSeq, int Watchers);
}
