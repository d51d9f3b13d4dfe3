namespace Parley.Primitives;

/// <summary>
/// Node numbers, leased in the database: at most one live process holds a number, expiry is by database time, and the mark below
/// which ids may have been given out (<c>high_water_ms</c>) survives the process.
/// </summary>
public interface INodeLeases
{
    /// <summary>
    /// Leases a free number (0 to 63) for <paramref name="owner"/> and raises its mark to
    /// <paramref name="ahead"/> after the later of now and the old mark.
    /// </summary>
    /// <returns>The lease, or null when all numbers are held.</returns>
    Task<NodeLease?> AcquireAsync(string owner, TimeSpan duration, TimeSpan ahead, long nowMs, CancellationToken cancel);

    /// <summary>Extends the lease and its mark.</summary>
    /// <returns>The lease anew, or null when it has been lost (expired and taken).</returns>
    Task<NodeLease?> RenewAsync(int node, string owner, TimeSpan duration, TimeSpan ahead, long nowMs, CancellationToken cancel);

    /// <summary>Gives the number back; the mark stays.</summary>
    Task ReleaseAsync(int node, string owner, CancellationToken cancel);
}

/// <summary>A held node number.</summary>
/// <param name="Node">0 to 63.</param>
/// <param name="StartMs">Ids start at this millisecond or later: the mark as it was before this call.</param>
/// <param name="HighWaterMs">Ids stay below this millisecond until the lease is renewed.</param>
public sealed record NodeLease(int Node, long StartMs, long HighWaterMs);
