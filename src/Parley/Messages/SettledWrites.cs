using System.Threading.Channels;

namespace Parley.Messages;

/// <summary>
/// What the store's writer has committed (or refused), in commit order, for the one delivery loop to read. Unbounded in itself: the
/// store's queue counts a write until <see cref="PendingWrite.Settled"/>, so its bound is this channel's too.
/// </summary>
public sealed class SettledWrites
{
    private readonly Channel<IReadOnlyList<PendingWrite>> _batches =
        Channel.CreateUnbounded<IReadOnlyList<PendingWrite>>(new() { SingleReader = true, SingleWriter = true });

    /// <summary>The writer's end.</summary>
    public void Add(IReadOnlyList<PendingWrite> batch) => _batches.Writer.TryWrite(batch);

    /// <summary>The writer's last word: no more batches.</summary>
    public void Complete() => _batches.Writer.TryComplete();

    /// <summary>The delivery loop's end.</summary>
    public ChannelReader<IReadOnlyList<PendingWrite>> Reader => _batches.Reader;
}
