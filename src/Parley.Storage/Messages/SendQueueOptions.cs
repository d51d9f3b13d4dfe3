namespace Parley.Storage.Messages;

/// <summary>Bounds of the queue in front of the writer. A write counts from its enqueueing until it is delivered.</summary>
public sealed class SendQueueOptions
{
    /// <summary>Most writes at once, default 10,000: half a second's work of the writer; past it the answer is "busy", not a longer wait.</summary>
    public int MaxWrites { get; init; } = 10_000;

    /// <summary>Most memory at once, in bytes, default 64 MiB.</summary>
    public long MaxBytes { get; init; } = 64 << 20;
}
