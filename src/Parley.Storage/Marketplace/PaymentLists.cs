using Parley.Marketplace;
using Parley.Marketplace.Payments;

namespace Parley.Storage.Marketplace;

/// <summary>Pages of payments.</summary>
internal static class PaymentLists
{
    public static async Task<IReadOnlyList<Payment>> ReadAsync(Database database, PaymentFilter filter, PaymentId before, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                PageSql(filter),
                PaymentRows.Read,
                ("@tenant", filter.TenantId.Value),
                ("@before", before.IsNone ? long.MaxValue : before.Value),
                ("@tries", Payment.ManyTries),
                ("@limit", limit)),
            cancel);

    // The newest of each state by the index of that, then the newest of all: an IN would sort all that there are.
    internal static string PageSql(PaymentFilter filter)
    {
        var tenant = filter.TenantId.IsNone ? "" : " AND tenant_id = @tenant";
        var stuck = filter.OnlyStuck ? " AND (tries >= @tries OR refund_round > 0)" : "";
        var parts = filter.States.Count == 0
            ? [$"id < @before{tenant}{stuck}"]
            : filter.States.Select(state => $"state = {(int)state} AND id < @before{tenant}{stuck}").ToList();
        var newest = parts.Select(part => $"SELECT {PaymentRows.Columns} FROM (SELECT {PaymentRows.Columns} FROM payments WHERE {part} ORDER BY id DESC LIMIT @limit) newest");
        return $"{string.Join(" UNION ALL ", newest)} ORDER BY id DESC LIMIT @limit";
    }
}
