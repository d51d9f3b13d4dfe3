using Parley.Primitives;

namespace Parley.Statistics;

/// <summary>What was done in hours and days, for those who run a tenant, or all of them.</summary>
public sealed class OperatorStatistics(IStatisticsStore store)
{
    /// <summary>The sums of a span of time, oldest first: one entry for each hour or day that it touches, also where nothing was done.</summary>
    /// <param name="tenant">Whose; none: all together.</param>
    /// <param name="grain">Hours or days.</param>
    /// <param name="fromMs">Unix ms.</param>
    /// <param name="toMs">Unix ms, exclusive.</param>
    public async Task<IReadOnlyList<StatisticsPeriod>> ReadAsync(TenantId tenant, StatisticGrain grain, long fromMs, long toMs, CancellationToken cancel)
    {
        var length = StatisticSpan.Length(grain);
        var (from, to) = (fromMs / length, (toMs + length - 1) / length);
        var sums = await store.ReadAsync(tenant, grain, from, to, cancel);
        var periods = new StatisticsPeriod[to - from];
        for (var at = from; at < to; at++)
            periods[at - from] = new StatisticsPeriod(at * length);
        foreach (var sum in sums)
            periods[sum.Span - from].Set(sum.Metric, sum.Value);
        return periods;
    }
}
