namespace Parley.Statistics;

/// <summary>What was done in one hour or day.</summary>
/// <param name="At">When it begins, Unix ms.</param>
public sealed record StatisticsPeriod(long At)
{
    private readonly Dictionary<StatisticMetric, long> _values = [];

    /// <summary>How much of something.</summary>
    public long this[StatisticMetric metric] => _values.GetValueOrDefault(metric);

    /// <summary>Of the orders made then, the share that was taken on since; null where none was made.</summary>
    public double? Conversion => Share(StatisticMetric.MadeAndConfirmed, StatisticMetric.OrdersCreated);

    /// <summary>Of those taken on, the share that was done since; null where none was.</summary>
    public double? Completion => Share(StatisticMetric.MadeAndCompleted, StatisticMetric.MadeAndConfirmed);

    /// <summary>The mean of the stars given then; null without a review.</summary>
    public double? Satisfaction => Share(StatisticMetric.Stars, StatisticMetric.Reviews);

    internal void Set(StatisticMetric metric, long value) => _values[metric] = value;

    private double? Share(StatisticMetric part, StatisticMetric whole) => this[whole] == 0 ? null : Math.Round((double)this[part] / this[whole], 4);
}
