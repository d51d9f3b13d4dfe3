namespace Parley.Statistics;

/// <summary>One sum, as it is kept.</summary>
/// <param name="Span">The hour or day: how many of them since 1970.</param>
/// <param name="Metric">What of.</param>
/// <param name="Value">How much.</param>
public readonly record struct StatisticSum(long Span, StatisticMetric Metric, long Value);
