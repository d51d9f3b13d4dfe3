using Parley.Marketplace;
using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Storage.Marketplace;

/// <summary>Pages of orders.</summary>
internal static class OrderLists
{
    private const string Customers = "customer_id = @side AND tenant_id = @tenant";
    private const string Providers = "provider_id = @side AND tenant_id = @tenant";
    private const string OfStatus = " AND status = @status";

    public static Task<Page<Order>> ReadAsync(Database database, TenantId tenant, OrderFilter filter, int skip, int take, CancellationToken cancel)
    {
        List<(string Name, object? Value)> args = [("@tenant", tenant.Value)];
        if (!filter.SideId.IsNone)
            args.Add(("@side", filter.SideId.Value));
        if (filter.Status is { } status)
            args.Add(("@status", (short)status));
        var sides = SidesOf(filter);
        return database.QueryAsync(
            async sql => new Page<Order>(
                await sql.ListAsync(PageSql(sides), OrderRows.Read, [.. args, ("@take", take), ("@skip", skip), ("@most", (long)skip + take)]),
                await sql.FirstAsync(CountSql(sides), row => row.GetInt64(0), [.. args])),
            cancel);
    }

    /// <summary>What finds the orders: one condition for each side that is asked for.</summary>
    internal static string[] SidesOf(OrderFilter filter)
    {
        string[] sides = filter switch
        {
            { SideId.IsNone: true } => ["tenant_id = @tenant"],
            { Side: OrderParty.Customer } => [Customers],
            { Side: OrderParty.Provider } => [Providers],
            _ => [Customers, Providers],
        };
        return filter.Status is null ? sides : [.. sides.Select(side => side + OfStatus)];
    }

    // The newest of each side by that side's own index, then the newest of both: an OR would sort all that there are.
    internal static string PageSql(string[] sides) => sides is [var one]
        ? $"SELECT {OrderRows.Columns} FROM orders WHERE {one} ORDER BY id DESC LIMIT @take OFFSET @skip"
        : $"""
            SELECT {OrderRows.Columns} FROM orders WHERE id IN (
                SELECT id FROM ({string.Join(" UNION ", sides.Select(side => $"SELECT id FROM (SELECT id FROM orders WHERE {side} ORDER BY id DESC LIMIT @most) newest"))}) mine
                ORDER BY id DESC LIMIT @take OFFSET @skip)
            ORDER BY id DESC
            """;

    // One's own order of one's own service counts once.
    private static string CountSql(string[] sides) => sides is [var one]
        ? $"SELECT count(*) FROM orders WHERE {one}"
        : $"SELECT (SELECT count(*) FROM orders WHERE {sides[0]}) + (SELECT count(*) FROM orders WHERE {sides[1]} AND customer_id <> @side)";
}
