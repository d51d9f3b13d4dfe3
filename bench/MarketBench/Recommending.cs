using Parley.Marketplace;
using Parley.Marketplace.Matching;
using Parley.Marketplace.Services;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.MarketBench;

/// <summary>Holds out what each shopper ordered last, lets the store learn the rest, and counts how often it is among the first ten guesses.</summary>
internal static class Recommending
{
    private const int Guesses = 10;
    private const double AroundKm = 30;

    public static async Task RunAsync(Options options)
    {
        await using var world = await World.OpenAsync(options);
        var town = await Town.BuildAsync(world, options);
        var shoppers = await town.FillAsync(world, options.Customers);
        await Learning.LearnAsync(world, shoppers);
        await world.AnalyzeAsync();

        var asked = shoppers.Where(shopper => shopper.HeldOut is not null).ToArray();
        Console.WriteLine(
            $"{world.Stores.Kind}, seed {options.Seed}: {options.Services} services, {shoppers.Length} customers, {shoppers.Sum(one => one.Known.Count())} orders learnt, {asked.Length} held out");
        var recommender = new Recommender(world.Stores.Recommendations, world.Stores.Services, TimeProvider.System);
        await CountAsync("recommender, place known", asked, async one => Names(await recommender.RecommendAsync(one.Account, one.Home, Guesses, CancellationToken.None)));
        await CountAsync("recommender, no place", asked, async one => Names(await recommender.RecommendAsync(one.Account, null, Guesses, CancellationToken.None)));
        var popular = await world.Stores.Recommendations.ReadPopularAsync(
            Tenant.DefaultId, default, [], options.Services, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), CancellationToken.None);
        await CountAsync("most popular", asked, one => Task.FromResult(Best(one, popular)));
        await CountAsync($"most popular within {AroundKm} km", asked, one => Task.FromResult(Best(one, popular.Where(service => one.Home.DistanceKm(service.Location) <= AroundKm))));
    }

    private static async Task CountAsync(string name, Shopper[] asked, Func<Shopper, Task<ServiceId[]>> guess)
    {
        var (latencies, hits, ranks) = (new Latencies(), 0, 0.0);
        foreach (var one in asked)
        {
            var guesses = await latencies.TakeAsync(() => guess(one));
            if (Array.IndexOf(guesses, one.HeldOut!.Id) is >= 0 and var at)
                (hits, ranks) = (hits + 1, ranks + (1.0 / (at + 1)));
        }

        Console.WriteLine($"  {name}: hit rate at {Guesses} {(double)hits / asked.Length:P1}, mean reciprocal rank {ranks / asked.Length:F3}; {latencies}");
    }

    private static ServiceId[] Names(Outcome<Recommendation[]> found) => [.. found.Value!.Select(one => one.Listing.Id)];

    private static ServiceId[] Best(Shopper shopper, IEnumerable<ServiceListing> popular)
    {
        var had = shopper.Known.Select(order => order.Service.Id).ToHashSet();
        return [.. popular.Where(one => !had.Contains(one.Id)).Select(one => one.Id).Take(Guesses)];
    }
}
