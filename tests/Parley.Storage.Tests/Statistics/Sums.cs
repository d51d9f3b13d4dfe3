using Parley.Primitives;
using Parley.Statistics;

namespace Parley.Storage.Tests.Statistics;

/// <summary>What a test of the statistics says in a word.</summary>
internal static class Sums
{
    /// <summary>Adds what waits to the sums.</summary>
    public static async Task FoldAsync(this Stores stores)
    {
        while (await stores.Statistics.FoldAsync(default))
        {
        }
    }

    /// <summary>All sums of a tenant, as text: by span and metric.</summary>
    public static async Task<IEnumerable<string>> ReadSumsAsync(this Stores stores, TenantId tenant, StatisticGrain grain)
    {
        await stores.FoldAsync();
        return (await stores.Statistics.ReadAsync(tenant, grain, 0, long.MaxValue, default)).OrderBy(sum => (sum.Span, sum.Metric)).Select(sum => $"{sum.Span} {sum.Metric} {sum.Value}");
    }

    /// <summary>One sum over all hours, or over all days.</summary>
    public static async Task<long> SumAsync(this Stores stores, TenantId tenant, StatisticMetric metric, StatisticGrain grain = StatisticGrain.Hour)
    {
        await stores.FoldAsync();
        return (await stores.Statistics.ReadAsync(tenant, grain, 0, long.MaxValue, default)).Where(sum => sum.Metric == metric).Sum(sum => sum.Value);
    }
}
