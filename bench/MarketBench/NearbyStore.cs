using System.Diagnostics;
using Parley.Accounts;
using Parley.Tenants;

namespace Parley.MarketBench;

/// <summary>Fills the default tenant with services and asks the store for those near, one search at a time.</summary>
internal static class NearbyStore
{
    private const int Providers = 500;

    public static async Task RunAsync(Options options)
    {
        await using var world = await World.OpenAsync(options);
        var watch = Stopwatch.StartNew();
        await FillAsync(world, options);
        Console.WriteLine($"{world.Stores.Kind}: {options.Services:N0} services written in {watch.Elapsed.TotalSeconds:F0} s");
        foreach (var radius in Searches.Radii)
        {
            foreach (var query in Searches.Of(radius, options.Calls / 10, options.Seed + 1))
                await world.Stores.Services.FindNearbyAsync(Tenant.DefaultId, query, 1, CancellationToken.None);
            var (latencies, found) = (new Latencies(), 0L);
            foreach (var query in Searches.Of(radius, options.Calls, options.Seed))
                found += (await latencies.TakeAsync(() => world.Stores.Services.FindNearbyAsync(Tenant.DefaultId, query, 1, CancellationToken.None))).Length;
            Console.WriteLine($"  store, {radius} km: {latencies}; {(double)found / options.Calls:F1} found");
        }
    }

    private static async Task FillAsync(World world, Options options)
    {
        var providers = await world.AddPeopleAsync(Providers, Role.Provider);
        var (draws, cities) = (new Draws(options.Seed), Searches.Cities(new Draws(options.Seed)));
        await world.AddServicesAsync([.. Enumerable.Range(0, options.Services).Select(at => world.Service(
            providers[at % providers.Length].Id,
            $"服务 {at}",
            Searches.Categories[draws.Below(Searches.Categories.Length)],
            20 + draws.Below(500),
            Searches.Place(draws, cities),
            "上门服务",
            "当天可约"))]);
        await world.AnalyzeAsync();
    }
}
