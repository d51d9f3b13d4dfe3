namespace Parley.WebSockets;

/// <summary>
/// How many bytes all unfinished large frames of this process may hold together: one may be megabytes, a thousand must not be gigabytes.
/// Shared by all read loops; order: atomic exchange.
/// </summary>
/// <param name="bytes">The bound.</param>
internal sealed class InboundBudget(long bytes)
{
    private long _left = bytes;

    /// <summary>What is left.</summary>
    public long Left => Volatile.Read(ref _left);

    /// <summary>Takes so many, or none; fewer than none are given back.</summary>
    public bool TryTake(long count)
    {
        if (Interlocked.Add(ref _left, -count) >= 0 || count <= 0)
            return true;
        Interlocked.Add(ref _left, count);
        return false;
    }
}
