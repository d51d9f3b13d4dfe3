using Parley.Marketplace.Matching;

namespace Parley.MarketBench;

/// <summary>Services over a country and searches in it: three in five in one of 20 cities, the others anywhere. The same for store and server.</summary>
internal static class Searches
{
    public static readonly string[] Categories = ["家政", "维修", "配送", "教育", "医疗", "美容", "其他"];

    /// <summary>What is asked for, in km.</summary>
    public static readonly int[] Radii = [5, 10, 50];

    public static GeoPoint Place(Draws draws, GeoPoint[] cities) => draws.Happens(0.6)
        ? draws.Around(cities[draws.Below(cities.Length)], 8)
        : Anywhere(draws);

    public static GeoPoint[] Cities(Draws draws) => [.. Enumerable.Range(0, 20).Select(_ => Anywhere(draws))];

    /// <summary>Searches by who is where the services are, every second one for a category.</summary>
    public static IEnumerable<NearbyQuery> Of(int radius, int count, int seed)
    {
        var cities = Cities(new Draws(seed));
        var draws = new Draws(seed + radius);
        for (var i = 0; i < count; i++)
        {
            yield return new NearbyQuery
            {
                Center = Place(draws, cities),
                RadiusKm = radius,
                Category = i % 2 == 0 ? null : Categories[draws.Below(Categories.Length)],
            };
        }
    }

    private static GeoPoint Anywhere(Draws draws) => new(22 + (20 * draws.Share()), 100 + (22 * draws.Share()));
}
