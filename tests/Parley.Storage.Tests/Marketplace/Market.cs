using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Marketplace;
using Parley.Marketplace.Matching;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Reviews;
using Parley.Marketplace.Services;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Marketplace;

/// <summary>A tenant with a provider and a customer over a fixture's database, with the core in front.</summary>
internal sealed class Market
{
    private readonly DatabaseFixture _fixture;

    private Market(DatabaseFixture fixture, TenantId tenant, Account provider, Account customer)
    {
        (_fixture, Tenant, Provider, Customer) = (fixture, tenant, provider, customer);
        Catalog = new ServiceCatalog(
            fixture.Stores.Services, new AccountDirectory(fixture.Stores.Accounts, fixture.Clock, NullLogger<AccountDirectory>.Instance), new MarketplaceOptions(), fixture.Ids, fixture.Clock);
        Orders = new Orders(fixture.Stores.Orders, fixture.Stores.Services, fixture.Ids, fixture.Clock);
        Reviews = new Reviews(fixture.Stores.Reviews, fixture.Ids, fixture.Clock);
        Nearby = new Nearby(fixture.Stores.Services, fixture.Clock);
        Recommender = new Recommender(fixture.Stores.Recommendations, fixture.Stores.Services, fixture.Clock);
    }

    public TenantId Tenant { get; }

    public Account Provider { get; }

    public Account Customer { get; }

    public ServiceCatalog Catalog { get; }

    public Orders Orders { get; }

    public Reviews Reviews { get; }

    public Nearby Nearby { get; }

    public Recommender Recommender { get; }

    public static async Task<Market> OpenAsync(DatabaseFixture fixture)
    {
        var tenant = await fixture.NewTenantAsync();
        return new Market(fixture, tenant, await AddAsync(fixture, tenant, Role.Provider), await AddAsync(fixture, tenant, Role.Customer));
    }

    public static ServicePatch Patch(string name = "Cleaning", decimal price = 100, double latitude = 31.2, double longitude = 121.5, string category = "家政") => new()
    {
        Name = name,
        Category = category,
        Price = price,
        Location = new GeoPoint(latitude, longitude),
    };

    public Task<Account> AddAsync(Role role) => AddAsync(_fixture, Tenant, role);

    public async Task<ServiceListing> OfferAsync(ServicePatch? patch = null) => Sound(await Catalog.AddAsync(Provider, patch ?? Patch(), default));

    public async Task<Order> OrderAsync(ServiceId service) => Sound(await Orders.CreateAsync(Customer, new OrderDraft { ServiceId = service }, default));

    public Task<OrderAnswer> MoveAsync(Account who, OrderId order, OrderAction action, decimal? amount = null, long? version = null) => Orders.MoveAsync(
        who, order, new OrderRequest { Action = action, Amount = amount, Version = version, Note = action == OrderAction.Dispute ? "why" : null }, default);

    public async Task<Order> CompleteAsync(ServiceId service)
    {
        var order = await OrderAsync(service);
        foreach (var action in (OrderAction[])[OrderAction.Confirm, OrderAction.Start, OrderAction.Complete])
            order = (await MoveAsync(Provider, order.Id, action)).Order!;
        Assert.Equal(OrderStatus.Completed, order.Status);
        return order;
    }

    public static T Sound<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.IsOk, outcome.Refusal?.ToString());
        return outcome.Value;
    }

    private static async Task<Account> AddAsync(DatabaseFixture fixture, TenantId tenant, Role role) =>
        Sound(await fixture.Stores.Accounts.CreateAsync(fixture.NewPerson(tenant) with { Role = role }, default));
}
