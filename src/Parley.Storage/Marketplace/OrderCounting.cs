using Parley.Marketplace.Orders;
using Parley.Statistics;

namespace Parley.Storage.Marketplace;

/// <summary>Counts an order's steps in the transaction that takes them. An order comes to each status once at most (its state machine).</summary>
internal static class OrderCounting
{
    private const string InItsHour = """
        INSERT INTO statistics_changes (tenant_id, hour, metric, amount) SELECT o.tenant_id, @at / 3600000, @metric, 1 FROM orders o WHERE o.id = @order
        """;

    private const string WhereItWasMade = """
        INSERT INTO statistics_changes (tenant_id, hour, metric, amount) SELECT o.tenant_id, o.created_at / 3600000, @metric, 1 FROM orders o WHERE o.id = @order
        """;

    /// <summary>Counts what this line of the history says.</summary>
    public static async ValueTask AddAsync(SqlScope sql, OrderTransition line)
    {
        if (line.Action != OrderAction.Create && line.From == line.To)
            return;
        if (line.Action == OrderAction.Create)
        {
            await CountAsync(InItsHour, StatisticMetric.OrdersCreated);
        }
        else if (line.To == OrderStatus.Confirmed)
        {
            await CountAsync(InItsHour, StatisticMetric.OrdersConfirmed);
            await CountAsync(WhereItWasMade, StatisticMetric.MadeAndConfirmed);
        }
        else if (line.To == OrderStatus.Completed)
        {
            await CountAsync(InItsHour, StatisticMetric.OrdersCompleted);
            await CountAsync(WhereItWasMade, StatisticMetric.MadeAndCompleted);
        }
        else if (line.To == OrderStatus.Cancelled)
        {
            await CountAsync(InItsHour, StatisticMetric.OrdersCancelled);
        }

        async ValueTask CountAsync(string statement, StatisticMetric metric) =>
            await sql.ExecuteAsync(statement, ("@order", line.OrderId.Value), ("@at", line.At), ("@metric", (short)metric));
    }
}
