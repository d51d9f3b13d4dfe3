using Parley.Accounts;
using Parley.Marketplace.Orders;
using Parley.Primitives;
using Parley.Storage.Marketplace;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Marketplace;

/// <summary>Disputes as those see them who decide, on whatever database.</summary>
public abstract class DisputeContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task Disputes_are_listed_by_pages_and_by_what_became_of_them()
    {
        var (market, store) = (await Market.OpenAsync(fixture), fixture.Stores.Disputes);
        var service = await market.OfferAsync();
        var admin = await market.AddAsync(Role.Admin);
        var orders = new List<OrderId>();
        for (var at = 0; at < 4; at++)
        {
            var order = (await market.OrderAsync(service.Id)).Id;
            orders.Add(order);
            Assert.True((await market.MoveAsync(market.Provider, order, OrderAction.Confirm)).IsOk);
            if (at < 3)
                Assert.True((await market.MoveAsync(at == 1 ? market.Provider : market.Customer, order, OrderAction.Dispute)).IsOk);
        }

        Assert.True((await market.MoveAsync(admin, orders[0], OrderAction.Resolve)).IsOk);
        Assert.Equal([orders[2], orders[1]], await IdsAsync(market.Tenant, DisputeStatus.Open, default));
        Assert.Equal([orders[1]], await IdsAsync(market.Tenant, DisputeStatus.Open, orders[2]));
        Assert.Equal([orders[0]], await IdsAsync(market.Tenant, DisputeStatus.Dismissed, default));
        Assert.Equal([orders[2], orders[1], orders[0]], await IdsAsync(market.Tenant, null, default));
        Assert.Equal([orders[2]], (await store.ListAsync(market.Tenant, null, default, 1, default)).Select(one => one.Order.Id));
        Assert.Empty(await store.ListAsync(await fixture.NewTenantAsync(), null, default, 10, default));

        var second = await store.FindAsync(market.Tenant, orders[1], default);
        Assert.Equal((market.Provider.Id, "why"), (second?.Raised?.ActorId, second?.Raised?.Note));
        Assert.Null(second?.Decided);
        Assert.Null(await store.FindAsync(market.Tenant, orders[3], default)); // not disputed
    }

    [Fact]
    public async Task Of_an_order_that_is_disputed_again_the_last_time_is_told()
    {
        var market = await Market.OpenAsync(fixture);
        var (admin, order) = (await market.AddAsync(Role.Admin), await market.OrderAsync((await market.OfferAsync()).Id));
        Assert.True((await market.MoveAsync(market.Provider, order.Id, OrderAction.Confirm)).IsOk);
        foreach (var who in new[] { market.Customer, market.Provider })
        {
            Assert.True((await market.MoveAsync(who, order.Id, OrderAction.Dispute)).IsOk);
            Assert.True((await market.MoveAsync(admin, order.Id, OrderAction.Resolve)).IsOk);
        }

        var found = await fixture.Stores.Disputes.FindAsync(default, order.Id, default); // of whichever tenant
        Assert.Equal((market.Provider.Id, admin.Id), (found?.Raised?.ActorId, found?.Decided?.ActorId));
        Assert.Equal(found?.Order.Version, found?.Decided?.Version);
        Assert.Null(await fixture.Stores.Disputes.FindAsync(await fixture.NewTenantAsync(), order.Id, default));
    }

    [Fact]
    public async Task What_became_of_them_has_an_index_of_its_own()
    {
        if (fixture.Stores.Database.Kind != DatabaseKind.Sqlite)
            return; // which of several Postgres takes follows from how many rows there are
        foreach (var (status, index) in new[] { (DisputeStatus.Open, "open"), (DisputeStatus.Refund, "refund"), (DisputeStatus.Dismissed, "dismissed") })
        {
            var plan = await fixture.Stores.Database.QueryAsync(sql => sql.ListAsync(
                "EXPLAIN QUERY PLAN " + DisputeStore.PageSql(status), row => row.GetString(3), ("@tenant", 1L), ("@before", long.MaxValue), ("@limit", 3)), default);
            Assert.Contains(plan, line => line.Contains($"orders_dispute_{index} (tenant_id=? AND id<?)", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, line => line.Contains("TEMP B-TREE", StringComparison.Ordinal));
        }
    }

    private async Task<IEnumerable<OrderId>> IdsAsync(TenantId tenant, DisputeStatus? status, OrderId before) =>
        (await fixture.Stores.Disputes.ListAsync(tenant, status, before, 10, default)).Select(one => one.Order.Id);
}

/// <summary>On SQLite.</summary>
public sealed class SqliteDisputeTests(SqliteFixture fixture) : DisputeContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresDisputeTests(PostgresFixture fixture) : DisputeContract(fixture), IClassFixture<PostgresFixture>;
