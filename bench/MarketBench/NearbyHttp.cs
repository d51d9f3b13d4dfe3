using System.Globalization;
using Parley.Marketplace.Matching;

namespace Parley.MarketBench;

/// <summary>The same searches as of the store, through a server's route, one at a time over one connection.</summary>
internal static class NearbyHttp
{
    public static async Task RunAsync(Options options)
    {
        var token = (await File.ReadAllLinesAsync(options.Users))[0].Split('\t')[1];
        using var http = new HttpClient { BaseAddress = new Uri(options.Url) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        foreach (var radius in Searches.Radii)
        {
            foreach (var query in Searches.Of(radius, options.Calls / 10, options.Seed + 1))
                await http.GetByteArrayAsync(PathOf(query));
            var (latencies, bytes) = (new Latencies(), 0L);
            foreach (var query in Searches.Of(radius, options.Calls, options.Seed))
                bytes += (await latencies.TakeAsync(() => http.GetByteArrayAsync(PathOf(query)))).Length;
            Console.WriteLine($"  HTTP, {radius} km: {latencies}; {bytes / options.Calls:N0} bytes an answer");
        }
    }

    private static Uri PathOf(NearbyQuery query) => new(
        string.Create(CultureInfo.InvariantCulture, $"/api/v1/services/nearby?lat={query.Center.Latitude}&lng={query.Center.Longitude}&radius={query.RadiusKm}")
            + (query.Category is { } category ? $"&category={Uri.EscapeDataString(category)}" : ""),
        UriKind.Relative);
}
