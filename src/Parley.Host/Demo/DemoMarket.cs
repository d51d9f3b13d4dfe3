using Parley.Accounts;
using Parley.Marketplace.Services;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Host.Demo;

/// <summary>
/// A marketplace for a first look, in a tenant of its own: people, 200 services in two cities, orders in every state, reviews, talk and trouble. All of it by
/// the ways that clients take. Making it again changes nothing; making what was cut short goes on with it.
/// </summary>
internal sealed class DemoMarket(Server server)
{
    private const string Subdomain = "demo";
    private const string Finished = """{"demo":"made"}""";

    private readonly Installation _installation = server.Installation;

    /// <summary>Makes it and prints who signs in to it.</summary>
    public async Task MakeAndPrintAsync(TextWriter output, CancellationToken cancel)
    {
        var (tenant, key) = await FindOrCreateAsync(cancel);
        var cast = new DemoCast(_installation, server.Services.GetRequiredService<Profiles>(), tenant.Id);
        if (tenant.Settings != Finished)
            await MakeAsync(tenant, cast, cancel);

        await output.WriteLineAsync($"Demo marketplace at {server.Urls.First()}/api/v1 (header X-Tenant: {Subdomain}, password {DemoCast.Password}):");
        foreach (var name in (string[])["lina", "chen", "admin"])
        {
            if (await cast.FindAsync(name, cancel) is { } who)
                await output.WriteLineAsync($"  {who.Username}  id={PublicId.ToText(EntityKind.User, who.Id.Value)}  token={_installation.Tokens.Issue(who, default)}  {who.Role}");
        }

        await output.WriteLineAsync(key is null ? "  Its API key was printed when it was made; an operator can make another." : $"  API key, printed this once: {key}");
        await output.FlushAsync(cancel);
    }

    /// <summary>What must have come about.</summary>
    internal static T Sound<T>(Outcome<T> outcome) =>
        outcome.IsOk ? outcome.Value : throw new InvalidOperationException($"The demo could not be made: {outcome.Refusal.Error} {outcome.Refusal.Field}.");

    private async Task<(Tenant Tenant, string? Key)> FindOrCreateAsync(CancellationToken cancel)
    {
        if (await _installation.Tenants.FindBySubdomainAsync(Subdomain, cancel) is { } known)
            return (known, null);
        var made = Sound(await _installation.Tenants.CreateAsync("近邻集市", Subdomain, planType: null, cancel));
        return (made.Tenant, made.ApiKey);
    }

    private async Task MakeAsync(Tenant tenant, DemoCast cast, CancellationToken cancel)
    {
        var admin = await cast.MakeAdminAsync(cancel);
        var customers = await cast.MakeCustomersAsync(cancel);
        var providers = await cast.MakeProvidersAsync(cancel);
        var catalog = server.Services.GetRequiredService<ServiceCatalog>();
        for (var at = 0; at < providers.Length; at++)
            providers[at] = providers[at] with { Services = await OfferAsync(catalog, providers[at], cancel) };
        var orders = new DemoOrders(server.Services, _installation.Clock);
        for (var at = 0; at < customers.Length; at++)
            await orders.MakeAsync(customers[at], at, providers, cancel);
        await orders.BookAsync(providers[0], [.. customers.Where((_, at) => at % 2 == 0).Skip(1)], cancel); // of its city, Lina left out
        await new DemoDesk(server.Services).FillAsync(admin, customers, providers, cancel);
        Sound(await _installation.Tenants.ChangeAsync(tenant.Id, new TenantPatch { Settings = Finished }, cancel));
    }

    private static async Task<ServiceListing[]> OfferAsync(ServiceCatalog catalog, DemoProvider provider, CancellationToken cancel)
    {
        var there = Sound(await catalog.ListMineAsync(provider.Account, status: null, category: null, page: 1, limit: 100, cancel));
        var services = new List<ServiceListing>();
        foreach (var patch in DemoGoods.Of(provider, catalog.Categories))
        {
            services.Add(there.Items.FirstOrDefault(one => string.Equals(one.Name, patch.Name.Value, StringComparison.Ordinal))
                ?? Sound(await catalog.AddAsync(provider.Account, patch, cancel)));
        }

        return [.. services];
    }
}
