using Parley.Marketplace;
using Parley.Marketplace.Matching;
using Parley.Marketplace.Notices;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Services;
using Parley.Primitives;

namespace Parley.Storage.Marketplace;

/// <summary>What people had done, and what the same people had done.</summary>
internal sealed class RecommendationStore(Database database) : IRecommendationStore
{
    private const int Remembered = 50; // pairs that one more service makes, at most
    private const string Offered = "s.status = 1 AND " + ServiceRows.ProviderMayAct;

    /// <summary>Learns from a completed order or a review, in the transaction that tells of it: once.</summary>
    public static async ValueTask LearnAsync(SqlScope sql, OrderNotice notice)
    {
        var order = notice.Order;
        var weight = notice.Review is { } review ? review.Rating - 3 : notice.Step is { Action: OrderAction.Complete } ? 1 : 0;
        if (weight == 0)
            return;
        (string Name, object? Value)[] args =
        [
            ("@user", order.CustomerId.Value), ("@service", order.ServiceId.Value), ("@weight", (long)weight), ("@at", order.UpdatedAt),
        ];
        var isFirst = await sql.ExecuteAsync(
            "INSERT INTO user_services (user_id, service_id, weight, at) VALUES (@user, @service, @weight, @at) ON CONFLICT (user_id, service_id) DO NOTHING",
            args) == 1;
        if (!isFirst)
            await sql.ExecuteAsync("UPDATE user_services SET weight = weight + @weight, at = @at WHERE user_id = @user AND service_id = @service", args);

        // Who orders a service again and again had it with the others once.
        var others = notice.Step is null || !isFirst
            ? []
            : await sql.ListAsync(
                $"SELECT service_id FROM user_services WHERE user_id = @user AND service_id <> @service ORDER BY at DESC LIMIT {Remembered}",
                row => row.GetInt64(0),
                args[..2]);
        foreach (var other in others.Order()) // always in one order: two who learn at once wait for each other, not both
        {
            foreach (var (one, two) in other < order.ServiceId.Value ? ((long, long)[])[(other, order.ServiceId.Value), (order.ServiceId.Value, other)] : [(order.ServiceId.Value, other), (other, order.ServiceId.Value)])
            {
                await sql.ExecuteAsync(
                    """
                    INSERT INTO service_pairs (service_id, other_id, weight) VALUES (@one, @two, 1)
                    ON CONFLICT (service_id, other_id) DO UPDATE SET weight = service_pairs.weight + 1
                    """,
                    ("@one", one),
                    ("@two", two));
            }
        }
    }

    public async Task<IReadOnlyList<TasteEntry>> ReadTasteAsync(TenantId tenant, UserId user, int limit, CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync(
            $"""
            SELECT {ServiceRows.Columns}, t.weight FROM user_services t JOIN services s ON s.id = t.service_id
            WHERE t.user_id = @user AND s.tenant_id = @tenant ORDER BY t.at DESC LIMIT @limit
            """,
            row => new TasteEntry(ServiceRows.Read(row), row.GetInt64(20)),
            ("@user", user.Value),
            ("@tenant", tenant.Value),
            ("@limit", limit)),
        cancel);

    public async Task<IReadOnlyList<Companion>> ReadCompanionsAsync(TenantId tenant, UserId user, int limit, long nowMs, CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync(
            $"""
            SELECT {ServiceRows.Columns}, p.service_id, p.weight
            FROM user_services t JOIN service_pairs p ON p.service_id = t.service_id
                JOIN services s ON s.id = p.other_id JOIN users u ON u.id = s.provider_id
            WHERE t.user_id = @user AND t.weight > 0 AND s.tenant_id = @tenant AND {Offered}
                AND NOT EXISTS (SELECT 1 FROM user_services had WHERE had.user_id = @user AND had.service_id = p.other_id)
            ORDER BY p.weight DESC, p.other_id LIMIT @limit
            """,
            row => new Companion(ServiceRows.Read(row), new ServiceId(row.GetInt64(20)), row.GetInt64(21)),
            ("@now", nowMs),
            ("@user", user.Value),
            ("@tenant", tenant.Value),
            ("@limit", limit)),
        cancel);

    public async Task<IReadOnlyList<ServiceListing>> ReadPopularAsync(
        TenantId tenant, UserId user, IReadOnlyList<string> categories, int limit, long nowMs, CancellationToken cancel)
    {
        var names = categories.Select((category, at) => (Name: $"@c{at}", Value: (object?)category)).ToArray();
        var among = names.Length > 0 ? $"AND s.category IN ({string.Join(", ", names.Select(name => name.Name))})" : "";
        return await database.QueryAsync(
            sql => sql.ListAsync(
                $"""
                SELECT {ServiceRows.Columns} FROM services s JOIN users u ON u.id = s.provider_id
                WHERE s.tenant_id = @tenant AND {Offered} {among}
                    AND NOT EXISTS (SELECT 1 FROM user_services had WHERE had.user_id = @user AND had.service_id = s.id)
                ORDER BY s.order_count DESC LIMIT @limit
                """,
                ServiceRows.Read,
                [("@tenant", tenant.Value), ("@user", user.Value), ("@limit", limit), ("@now", nowMs), .. names]),
            cancel);
    }

    public async Task<IReadOnlyList<ServiceId>> ReadHadAsync(UserId user, IReadOnlyCollection<ServiceId> services, CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync(
            $"SELECT service_id FROM user_services WHERE user_id = @user AND {sql.In("service_id", "@ids")}",
            row => new ServiceId(row.GetInt64(0)),
            ("@user", user.Value),
            ("@ids", sql.Ids(services.Select(service => service.Value)))),
        cancel);
}
