using Parley.Primitives;

namespace Parley.Statistics;

/// <summary>What each node says of itself, and what waits for all of them.</summary>
public interface ILiveStore
{
    /// <summary>Writes a node's figures in the place of those before, with the database's time.</summary>
    /// <param name="owner">The process.</param>
    Task WriteAsync(string owner, NodeFigures figures, CancellationToken cancel);

    /// <summary>Takes a node's figures away: it ends.</summary>
    Task RemoveAsync(string owner, CancellationToken cancel);

    /// <summary>The figures that are no older than <paramref name="life"/>.</summary>
    Task<IReadOnlyList<NodeFigures>> ReadAsync(TimeSpan life, CancellationToken cancel);

    /// <summary>What waits.</summary>
    /// <param name="tenant">Whose reports; none: all. Jobs are everybody's.</param>
    Task<LiveBacklog> CountBacklogAsync(TenantId tenant, CancellationToken cancel);
}
