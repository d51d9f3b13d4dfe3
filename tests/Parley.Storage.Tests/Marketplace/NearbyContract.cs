using Parley.Marketplace;
using Parley.Marketplace.Matching;
using Parley.Marketplace.Reviews;
using Parley.Marketplace.Services;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Marketplace;

public sealed class NearbyOnSqlite(SqliteFixture fixture) : NearbyContract(fixture), IClassFixture<SqliteFixture>;

public sealed class NearbyOnPostgres(PostgresFixture fixture) : NearbyContract(fixture), IClassFixture<PostgresFixture>;

/// <summary>What a search around a point promises, on whatever database.</summary>
public abstract class NearbyContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task It_finds_what_measuring_every_service_finds_at_the_antimeridian_the_poles_and_elsewhere()
    {
        var market = await Market.OpenAsync(fixture);
        var random = new Random(7);
        var centers = new GeoPoint[] { new(0, 180), new(10, -179.99), new(89.9, 45), new(-90, 0), new(31.2, 121.5), new(0, 0) };
        var services = new List<ServiceListing>();
        foreach (var center in centers)
        {
            for (var i = 0; i < 25; i++)
                services.Add(await market.OfferAsync(Around(random, center)));
        }

        foreach (var center in centers)
        {
            foreach (var radius in (double[])[0, 1, 10, 20, 21, 75, 200])
            {
                var found = Market.Sound(await market.Nearby.FindAsync(
                    market.Customer, new NearbyQuery { Center = center, RadiusKm = radius, Sort = NearbySort.Distance, Limit = 100 }, default));
                var measured = services.Where(service => center.DistanceKm(service.Location) <= radius).OrderBy(service => center.DistanceKm(service.Location)).ToList();
                Assert.Equal(measured.Select(service => service.Id.Value).Order(), found.Select(near => near.Listing.Id.Value).Order());
                Assert.Equal(measured.Select(service => center.DistanceKm(service.Location)), found.Select(near => near.DistanceKm), (one, other) => Math.Abs(one - other) < 1e-6);
            }
        }
    }

    [Fact]
    public async Task Filters_and_orders_hold()
    {
        var market = await Market.OpenAsync(fixture);
        var far = await market.OfferAsync(Market.Patch("far", 10, 31.25));
        var near = await market.OfferAsync(Market.Patch("near", 30));
        var rated = await market.OfferAsync(Market.Patch("rated", 20, 31.22, category: "维修"));
        Market.Sound(await market.Reviews.AddAsync(market.Customer, (await market.CompleteAsync(rated.Id)).Id, new ReviewDraft(4), default));
        var query = new NearbyQuery { Center = near.Location, RadiusKm = 10 };

        Assert.Equal(["rated", "near", "far"], await NamesAsync(query));
        Assert.Equal(["near", "rated", "far"], await NamesAsync(query with { Sort = NearbySort.Distance }));
        Assert.Equal(["far", "rated", "near"], await NamesAsync(query with { Sort = NearbySort.Price }));
        Assert.Equal(["rated"], await NamesAsync(query with { Limit = 1 }));
        Assert.Equal(["rated"], await NamesAsync(query with { Category = "维修" }));
        Assert.Equal(["rated"], await NamesAsync(query with { MinRating = 3.9 }));
        Assert.Equal(["rated", "far"], await NamesAsync(query with { MaxPrice = new Amount(2_000) }));
        Assert.Equal(["near"], await NamesAsync(query with { MinPrice = new Amount(2_001) }));
        Assert.Equal(["near"], await NamesAsync(query with { RadiusKm = 0 }));
        Market.Sound(await market.Catalog.ChangeAsync(market.Provider, far.Id, new ServicePatch { Location = new GeoPoint(-31, 10) }, default));
        Market.Sound(await market.Catalog.ChangeAsync(market.Provider, near.Id, new ServicePatch { Status = ServiceStatus.Inactive }, default));
        Assert.Equal(["rated"], await NamesAsync(query));

        async Task<string[]> NamesAsync(NearbyQuery asked) =>
            [.. Market.Sound(await market.Nearby.FindAsync(market.Customer, asked, default)).Select(found => found.Listing.Name)];
    }

    [Theory]
    [InlineData(double.NaN, 0, 10, 20, "lat")]
    [InlineData(0, 180.1, 10, 20, "lng")]
    [InlineData(0, 0, double.NaN, 20, "radius")]
    [InlineData(0, 0, -1, 20, "radius")]
    [InlineData(0, 0, 50_000, 20, "radius")]
    [InlineData(0, 0, 10, -1, "limit")]
    [InlineData(0, 0, 10, 1_000_000_000, "limit")]
    public async Task Bad_searches_are_refused(double latitude, double longitude, double radius, int limit, string field)
    {
        var market = await Market.OpenAsync(fixture);
        var query = new NearbyQuery { Center = new GeoPoint(latitude, longitude), RadiusKm = radius, Limit = limit };
        Assert.Equal(field, (await market.Nearby.FindAsync(market.Customer, query, default)).Refusal?.Field);
    }

    // Within some 250 km, most of them near.
    private static ServicePatch Around(Random random, GeoPoint center)
    {
        var spread = 2.2 * Math.Pow(random.NextDouble(), 3);
        var latitude = Math.Clamp(center.Latitude + ((random.NextDouble() - 0.5) * 2 * spread), -90, 90);
        var wide = Math.Min(180, spread / Math.Max(1e-3, Math.Cos(double.DegreesToRadians(latitude))));
        return Market.Patch(latitude: latitude, longitude: Math.IEEERemainder(center.Longitude + ((random.NextDouble() - 0.5) * 2 * wide), 360));
    }
}
