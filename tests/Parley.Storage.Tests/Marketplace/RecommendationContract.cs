using Parley.Accounts;
using Parley.Marketplace.Matching;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Services;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Messages;

namespace Parley.Storage.Tests.Marketplace;

public sealed class RecommendationsOnSqlite(SqliteFixture fixture) : RecommendationContract(fixture), IClassFixture<SqliteFixture>;

public sealed class RecommendationsOnPostgres(PostgresFixture fixture) : RecommendationContract(fixture), IClassFixture<PostgresFixture>;

/// <summary>What is learnt from completed orders and recommended, on whatever database.</summary>
public abstract class RecommendationContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task What_the_same_people_had_goes_together_and_says_why()
    {
        var market = await Market.OpenAsync(fixture);
        var (cleaning, repair, other) = (await market.OfferAsync(Market.Patch("清洁")), await market.OfferAsync(Market.Patch("维修", category: "维修")), await market.OfferAsync(Market.Patch("其他", category: "其他")));
        for (var i = 0; i < 3; i++)
        {
            var person = await market.AddAsync(Role.Customer);
            await HadAsync(market, person, cleaning);
            await HadAsync(market, person, repair);
        }

        await HadAsync(market, market.Customer, cleaning);
        var found = await RecommendAsync(market, market.Customer);
        Assert.Equal([repair.Id, other.Id], found.Select(one => one.Listing.Id));
        Assert.Equal("预订过“清洁”的用户也预订了它", found[0].Reason);
    }

    [Fact]
    public async Task Who_is_new_gets_what_is_near_and_asked_for_and_nobody_another_tenants()
    {
        var (market, elsewhere) = (await Market.OpenAsync(fixture), await Market.OpenAsync(fixture));
        await elsewhere.OfferAsync();
        var (near, far) = (await market.OfferAsync(Market.Patch(latitude: 31.2)), await market.OfferAsync(Market.Patch(latitude: 39.9)));
        var found = await RecommendAsync(market, await market.AddAsync(Role.Customer), near.Location);
        Assert.Equal([near.Id, far.Id], found.Select(one => one.Listing.Id));
        Assert.Empty(await RecommendAsync(market, market.Provider)); // all of them its own
    }

    [Fact]
    public async Task Who_orders_again_counts_once_and_is_offered_nothing_it_had_however_long_ago()
    {
        var market = await Market.OpenAsync(fixture);
        var (cleaning, repair) = (await market.OfferAsync(Market.Patch("清洁")), await market.OfferAsync(Market.Patch("维修", category: "维修")));
        foreach (var service in (ServiceListing[])[cleaning, repair, cleaning, repair])
            await HadAsync(market, market.Customer, service);
        var other = await market.AddAsync(Role.Customer);
        await HadAsync(market, other, cleaning);
        Assert.Equal(1, Assert.Single(await fixture.Stores.Recommendations.ReadCompanionsAsync(other.TenantId, other.Id, 9, fixture.Clock.NowMs, default)).Weight);

        var known = await market.OfferAsync(Market.Patch("旧"));
        await HadAsync(market, other, known);
        await Sql.RunAsync(
            fixture.Stores,
            $"UPDATE user_services SET at = 0 WHERE user_id = {other.Id.Value} AND service_id = {known.Id.Value}");
        Assert.Equal([repair.Id], (await RecommendAsync(market, other, known.Location)).Select(one => one.Listing.Id));
        Assert.Equal([known.Id], await fixture.Stores.Recommendations.ReadHadAsync(other.Id, [known.Id, repair.Id], default));
    }

    private static async Task<Recommendation[]> RecommendAsync(Market market, Account caller, GeoPoint? place = null) =>
        Market.Sound(await market.Recommender.RecommendAsync(caller, place, 10, default));

    private async Task HadAsync(Market market, Account person, ServiceListing service)
    {
        var order = Market.Sound(await market.Orders.CreateAsync(person, new OrderDraft { ServiceId = service.Id }, default));
        foreach (var action in (OrderAction[])[OrderAction.Confirm, OrderAction.Start, OrderAction.Complete])
            order = (await market.MoveAsync(market.Provider, order.Id, action)).Order!;
        while (await fixture.Stores.OrderNotices.FindNextAsync(order.Id, default) is { } key)
            Assert.True(await fixture.Stores.OrderNotices.FinishAsync((await fixture.Stores.OrderNotices.ReadAsync(key, default))!, [], default));
    }
}
