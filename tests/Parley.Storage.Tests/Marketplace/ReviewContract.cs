using Parley.Accounts;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Reviews;
using Parley.Marketplace.Services;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Marketplace;

public sealed class ReviewsOnSqlite(SqliteFixture fixture) : ReviewContract(fixture), IClassFixture<SqliteFixture>;

public sealed class ReviewsOnPostgres(PostgresFixture fixture) : ReviewContract(fixture), IClassFixture<PostgresFixture>;

/// <summary>What reviews promise, on whatever database.</summary>
public abstract class ReviewContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task A_completed_order_is_reviewed_once_by_its_customer_and_its_service_rated()
    {
        var market = await Market.OpenAsync(fixture);
        var service = await market.OfferAsync();
        var order = await market.CompleteAsync(service.Id);
        var pending = await market.OrderAsync(service.Id);

        Assert.Equal((ChatError.Forbidden, null), await RefusedAsync(market.Provider, order.Id, new ReviewDraft(5)));
        Assert.Equal((ChatError.Conflict, "status"), await RefusedAsync(market.Customer, pending.Id, new ReviewDraft(5)));
        Assert.Equal((ChatError.NotFound, null), await RefusedAsync((await Market.OpenAsync(fixture)).Customer, order.Id, new ReviewDraft(5)));
        Assert.Equal((ChatError.InvalidField, "rating"), await RefusedAsync(market.Customer, order.Id, new ReviewDraft(6)));
        Assert.Equal((ChatError.InvalidField, "comment"), await RefusedAsync(market.Customer, order.Id, new ReviewDraft(5, new string('x', 1_001))));
        Assert.Equal((ChatError.InvalidField, "photos"), await RefusedAsync(market.Customer, order.Id, new ReviewDraft(5, null, ["ftp://x"])));
        var added = Market.Sound(await market.Reviews.AddAsync(market.Customer, order.Id, new ReviewDraft(4, "好", ["/1.png"]), default));
        Assert.Equal((service.Id, market.Provider.Id), (added.ServiceId, added.ProviderId));
        Assert.Equal((ChatError.AlreadyExists, "orderId"), await RefusedAsync(market.Customer, order.Id, new ReviewDraft(1)));

        Assert.Equal(added.CreatedAt, Market.Sound(await market.Orders.FindAsync(market.Customer, order.Id, default)).ReviewedAt);
        var mine = Market.Sound(await market.Orders.ListAsync(market.Customer, null, null, 1, 10, default)).Items;
        Assert.Equal([(pending.Id, null), (order.Id, (long?)added.CreatedAt)], mine.Select(one => (one.Id, one.ReviewedAt)));
        var listed = Assert.Single(Market.Sound(await market.Reviews.ListAsync(market.Customer, service.Id, 1, 10, default)).Items);
        Assert.Equal((added.Id, 4, "好", "/1.png"), (listed.Id, listed.Rating, listed.Comment, Assert.Single(listed.Photos)));
        var rated = Market.Sound(await market.Catalog.FindAsync(market.Customer, service.Id, default));
        Assert.Equal((4m, 1), (rated.Rating, rated.ReviewCount));

        async Task<(ChatError?, string?)> RefusedAsync(Account who, OrderId id, ReviewDraft draft)
        {
            var refusal = (await market.Reviews.AddAsync(who, id, draft, default)).Refusal;
            return (refusal?.Error, refusal?.Field);
        }
    }

    [Fact]
    public async Task Reviews_at_once_lose_nothing_of_the_rating()
    {
        var market = await Market.OpenAsync(fixture);
        var service = await market.OfferAsync();
        var orders = new List<Order>();
        for (var i = 0; i < 9; i++)
            orders.Add(await market.CompleteAsync(service.Id));
        var added = await Task.WhenAll(orders.SelectMany((order, at) => new[] { (order, at), (order, at) })
            .Select(one => Task.Run(() => market.Reviews.AddAsync(market.Customer, one.order.Id, new ReviewDraft((one.at % 5) + 1), default))));
        Assert.Equal(9, added.Count(one => one.IsOk));
        var rated = Market.Sound(await market.Catalog.FindAsync(market.Customer, service.Id, default));
        Assert.Equal((2.78m, 9), (rated.Rating, rated.ReviewCount)); // (15 + 10) / 9
    }

    [Fact]
    public async Task A_change_of_the_service_leaves_its_rating()
    {
        var market = await Market.OpenAsync(fixture);
        var service = await market.OfferAsync();
        Market.Sound(await market.Reviews.AddAsync(market.Customer, (await market.CompleteAsync(service.Id)).Id, new ReviewDraft(3), default));
        Market.Sound(await market.Catalog.ChangeAsync(market.Provider, service.Id, new ServicePatch { Name = "new" }, default));
        Assert.Equal(3m, Market.Sound(await market.Catalog.FindAsync(market.Customer, service.Id, default)).Rating);
    }
}
