using Parley.Statistics;

namespace Parley.Dialects.Market.Admin;

/// <summary>One hour or day, to those who run a tenant. Shares are left out where there is nothing to take them of.</summary>
internal sealed record StatisticsView(
    DateTime At, long ActiveUsers, long NewUsers, long Messages, OrderStepsView Orders, double? Conversion, double? Completion, long Reviews, double? Satisfaction)
{
    public static StatisticsView Of(StatisticsPeriod period, StatisticGrain grain) => new(
        WireTime.Of(period.At),
        period[grain == StatisticGrain.Hour ? StatisticMetric.ActiveInHour : StatisticMetric.ActiveInDay],
        period[StatisticMetric.NewUsers],
        period[StatisticMetric.Messages],
        new OrderStepsView(
            period[StatisticMetric.OrdersCreated],
            period[StatisticMetric.OrdersConfirmed],
            period[StatisticMetric.OrdersCompleted],
            period[StatisticMetric.OrdersCancelled]),
        period.Conversion,
        period.Completion,
        period[StatisticMetric.Reviews],
        period.Satisfaction);
}
