using Parley.Primitives;

namespace Parley.Statistics;

/// <summary>What goes on now, for those who run a tenant, or all of them.</summary>
public sealed class LiveBoard(ILiveStore store)
{
    /// <summary>Adds up what the nodes say.</summary>
    /// <param name="tenant">Whose people and reports; none: all.</param>
    public async Task<LiveFigures> ReadAsync(TenantId tenant, CancellationToken cancel)
    {
        var nodes = await store.ReadAsync(LiveKeeper.Life, cancel);
        var counts = new LiveCounts();
        foreach (var node in nodes)
        {
            if (tenant.IsNone)
                counts.Add(node.All);
            else if (node.Tenants.TryGetValue(tenant.Value, out var own))
                counts.Add(own);
        }

        return new LiveFigures(
            nodes.Count, counts, Math.Round(nodes.Sum(node => node.MessagesPerSecond), 2), nodes.Sum(node => node.SendQueue), await store.CountBacklogAsync(tenant, cancel));
    }
}
