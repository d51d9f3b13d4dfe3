using System.Threading.Channels;
using Parley.Delivery;

namespace Parley.Messages;

/// <summary>
/// What is to be delivered, in the order in which it was committed: the store's writer adds its batches, everybody else posts single
/// events, the one delivery loop reads. Unbounded in itself: the store's queue counts a write until <see cref="PendingWrite.Settled"/>, so its
/// bound is this channel's too.
/// </summary>
public sealed class SettledWrites
{
    private readonly Channel<DeliveryItem> _items = Channel.CreateUnbounded<DeliveryItem>(new() { SingleReader = true });

    /// <summary>The writer's end: a batch, committed (or refused), in commit order.</summary>
    public void Add(IReadOnlyList<PendingWrite> batch) => _items.Writer.TryWrite(new DeliveryItem(batch, null, null, null, FromPeer: false));

    /// <summary>The writer's word: something may be stored of which no event went out; delivery looks for it.</summary>
    public void MayHaveMissed() => _items.Writer.TryWrite(new DeliveryItem(null, null, null, null, FromPeer: false, IsTailCheck: true));

    /// <summary>No more batches and events.</summary>
    public void Complete() => _items.Writer.TryComplete();

    internal void Post(in DeliveryItem item) => _items.Writer.TryWrite(item);

    internal ChannelReader<DeliveryItem> Reader => _items.Reader;
}
