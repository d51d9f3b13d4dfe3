using System.Globalization;
using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Storage.Marketplace;

/// <summary>Disputed orders.</summary>
internal sealed class DisputeStore(Database database) : IDisputeStore
{
    public async Task<IReadOnlyList<Dispute>> ListAsync(TenantId tenant, DisputeStatus? status, OrderId before, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            async sql => await WithStepsAsync(sql, await sql.ListAsync(
                PageSql(status),
                OrderRows.Read,
                ("@tenant", tenant.Value),
                ("@before", before.IsNone ? long.MaxValue : before.Value),
                ("@limit", limit))),
            cancel);

    public async Task<Dispute?> FindAsync(TenantId tenant, OrderId order, CancellationToken cancel)
    {
        var found = await database.QueryAsync(
            async sql => await WithStepsAsync(sql, await sql.ListAsync(
                $"SELECT {OrderRows.Columns} FROM orders WHERE id = @id AND dispute > 0 AND (@tenant = 0 OR tenant_id = @tenant)", OrderRows.Read, ("@id", order.Value), ("@tenant", tenant.Value))),
            cancel);
        return found is [var one] ? one : null;
    }

    // What became of them as the indexes say it: a number, no parameter.
    internal static string PageSql(DisputeStatus? status)
    {
        var condition = status is { } one ? string.Create(CultureInfo.InvariantCulture, $"dispute = {(int)one}") : "dispute > 0";
        return $"SELECT {OrderRows.Columns} FROM orders WHERE {condition} AND tenant_id = @tenant AND id < @before ORDER BY id DESC LIMIT @limit";
    }

    private static async ValueTask<IReadOnlyList<Dispute>> WithStepsAsync(SqlScope sql, List<Order> orders)
    {
        if (orders.Count == 0)
            return [];
        var steps = await sql.ListAsync(
            $"""
            SELECT {OrderRows.TransitionColumns} FROM order_transitions AS step WHERE {sql.In("order_id", "@orders")} AND action IN (10, 11)
                AND version = (SELECT max(version) FROM order_transitions AS other WHERE other.order_id = step.order_id AND other.action = step.action)
            """, // the last of each kind
            OrderRows.ReadTransition,
            ("@orders", sql.Ids(orders.Select(order => order.Id.Value))));
        var found = steps.ToLookup(step => (step.OrderId, step.Action));
        return
        [
            .. orders.Select(order => new Dispute(
                order, found[(order.Id, OrderAction.Dispute)].FirstOrDefault(), found[(order.Id, OrderAction.Resolve)].FirstOrDefault())),
        ];
    }
}
