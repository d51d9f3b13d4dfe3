using Parley.Accounts;
using Parley.Marketplace.Matching;
using Parley.Marketplace.Services;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Marketplace;

public sealed class ServicesOnSqlite(SqliteFixture fixture) : ServiceContract(fixture), IClassFixture<SqliteFixture>;

public sealed class ServicesOnPostgres(PostgresFixture fixture) : ServiceContract(fixture), IClassFixture<PostgresFixture>;

/// <summary>What services promise, on whatever database.</summary>
public abstract class ServiceContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task A_service_is_kept_whole_and_changed_in_part()
    {
        var market = await Market.OpenAsync(fixture);
        var added = await market.OfferAsync(Market.Patch("  深度保洁 ", 199.5m) with
        {
            Description = "two hours",
            Subcategory = "保洁",
            Address = "中山路 1 号",
            Images = new Change<IReadOnlyList<string>>(true, ["https://a.example/1.png", "/2.png"]),
            Tags = new Change<IReadOnlyList<string>>(true, ["快", "好", "快"]),
        });
        var found = Market.Sound(await market.Catalog.FindAsync(market.Customer, added.Id, default));
        Assert.Equal(("深度保洁", 19_950L, "CNY", "保洁", "中山路 1 号"), (found.Name, found.Price.Cents, found.Currency, found.Subcategory, found.Address));
        Assert.Equal((null, 0), (found.Rating, found.ReviewCount));
        Assert.Equal(["https://a.example/1.png", "/2.png"], found.Images);
        Assert.Equal(["快", "好"], found.Tags);
        Assert.Equal((new GeoPoint(31.2, 121.5), ServiceStatus.Active), (found.Location, found.Status));

        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        Market.Sound(await market.Catalog.ChangeAsync(
            market.Provider, added.Id, new ServicePatch { Price = 0m, Description = new Change<string>(true, null), Status = ServiceStatus.Inactive }, default));
        found = Market.Sound(await market.Catalog.FindAsync(market.Provider, added.Id, default));
        Assert.Equal((0L, null, "深度保洁", ServiceStatus.Inactive, 1_000L), (found.Price.Cents, found.Description, found.Name, found.Status, found.UpdatedAt - found.CreatedAt));
        Assert.Equal(ChatError.NotFound, (await market.Catalog.FindAsync(market.Customer, added.Id, default)).Refusal?.Error);
    }

    [Fact]
    public async Task Nobody_but_its_provider_writes_a_service_and_no_other_tenant_finds_it()
    {
        var (market, elsewhere) = (await Market.OpenAsync(fixture), await Market.OpenAsync(fixture));
        var service = await market.OfferAsync();
        foreach (var other in (Account[])[await market.AddAsync(Role.Provider), market.Customer, elsewhere.Provider])
        {
            var error = other == elsewhere.Provider ? ChatError.NotFound : ChatError.Forbidden;
            Assert.Equal(error, (await market.Catalog.ChangeAsync(other, service.Id, new ServicePatch { Name = "mine" }, default)).Refusal?.Error);
            Assert.Equal(error, (await market.Catalog.DeleteAsync(other, service.Id, default)).Refusal?.Error);
        }

        Assert.Equal(ChatError.Forbidden, (await market.Catalog.AddAsync(market.Customer, Market.Patch(), default)).Refusal?.Error);
        Assert.Equal(ChatError.NotFound, (await market.Catalog.FindAsync(elsewhere.Customer, service.Id, default)).Refusal?.Error);
        Assert.Empty(Market.Sound(await market.Catalog.ListAsync(elsewhere.Customer, default, null, 1, 10, default)).Items);
        Assert.Empty(Market.Sound(await market.Nearby.FindAsync(elsewhere.Customer, new NearbyQuery { Center = service.Location, RadiusKm = 200 }, default)));
    }

    [Fact]
    public async Task What_is_deleted_is_gone_for_everybody()
    {
        var market = await Market.OpenAsync(fixture);
        var service = await market.OfferAsync();
        Market.Sound(await market.Catalog.DeleteAsync(market.Provider, service.Id, default));
        Assert.Equal(ChatError.NotFound, (await market.Catalog.FindAsync(market.Provider, service.Id, default)).Refusal?.Error);
        Assert.Equal(ChatError.NotFound, (await market.Catalog.ChangeAsync(market.Provider, service.Id, new ServicePatch { Status = ServiceStatus.Active }, default)).Refusal?.Error);
        Assert.Empty(Market.Sound(await market.Catalog.ListMineAsync(market.Provider, null, null, 1, 10, default)).Items);
    }

    [Fact]
    public async Task Lists_are_newest_first_in_pages_by_category_and_status()
    {
        var market = await Market.OpenAsync(fixture);
        foreach (var (name, category) in new (string, string)[] { ("a", "家政"), ("b", "维修"), ("c", "家政"), ("d", "家政") })
            await market.OfferAsync(Market.Patch(name, category: category));
        var page = Market.Sound(await market.Catalog.ListAsync(market.Customer, default, "家政", 1, 2, default));
        Assert.Equal(["d", "c"], page.Items.Select(item => item.Name));
        Assert.Equal(3, page.Total);
        Assert.Equal(["a"], Market.Sound(await market.Catalog.ListAsync(market.Customer, default, "家政", 2, 2, default)).Items.Select(item => item.Name));
        Assert.Equal(4, Market.Sound(await market.Catalog.ListMineAsync(market.Provider, ServiceStatus.Active, null, 1, 10, default)).Total);
        Assert.Empty(Market.Sound(await market.Catalog.ListMineAsync(market.Customer, null, null, 1, 10, default)).Items);
        Assert.Equal("limit", (await market.Catalog.ListAsync(market.Customer, default, null, 1, 101, default)).Refusal?.Field);
        Assert.Equal("page", (await market.Catalog.ListAsync(market.Customer, default, null, int.MaxValue, 10, default)).Refusal?.Field);
    }

    [Fact]
    public async Task Bad_fields_are_named()
    {
        var market = await Market.OpenAsync(fixture);
        (ServicePatch Patch, string Field)[] bad =
        [
            (Market.Patch(""), "name"),
            (Market.Patch("a\0b"), "name"),
            (Market.Patch(price: -1), "price"),
            (Market.Patch(price: 1.005m), "price"),
            (Market.Patch(latitude: double.NaN), "location"),
            (Market.Patch(longitude: 181), "location"),
            (Market.Patch(category: "none"), "category"),
            (Market.Patch() with { Images = new Change<IReadOnlyList<string>>(true, ["javascript:alert(1)"]) }, "images"),
            (Market.Patch() with { Tags = new Change<IReadOnlyList<string>>(true, ["a\nb"]) }, "tags"),
            (Market.Patch() with { Status = ServiceStatus.Deleted }, "status"),
            (Market.Patch() with { Currency = "cny" }, "currency"),
            (new ServicePatch { Name = "x" }, "category"),
        ];
        foreach (var (patch, field) in bad)
        {
            var refusal = (await market.Catalog.AddAsync(market.Provider, patch, default)).Refusal;
            Assert.Equal((ChatError.InvalidField, field), (refusal?.Error, refusal?.Field));
        }
    }
}
