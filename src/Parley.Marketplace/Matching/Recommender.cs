using Parley.Accounts;
using Parley.Marketplace.Services;
using Parley.Primitives;

namespace Parley.Marketplace.Matching;

/// <summary>Recommends services: what goes with those a person had, what is like them, what is near and asked for.</summary>
public sealed class Recommender(IRecommendationStore store, IServiceStore services, TimeProvider clock)
{
    private const int LargestLimit = 100;
    private const int Candidates = 100;
    private const int Remembered = 50;
    private const double AroundKm = 30;

    /// <summary>The services on offer that suit the caller best and that it had not yet; not its own.</summary>
    /// <param name="place">Where the caller is, where known.</param>
    /// <returns>The best first; <see cref="ChatError.InvalidField"/> naming <c>limit</c>, <c>lat</c> or <c>lng</c>.</returns>
    public async Task<Outcome<Recommendation[]>> RecommendAsync(Account caller, GeoPoint? place, int limit, CancellationToken cancel)
    {
        if (limit is < 1 or > LargestLimit)
            return FieldRules.Invalid("limit", LargestLimit);
        if (place is { IsValid: false, Latitude: var latitude })
            return FieldRules.Invalid(latitude is >= -90 and <= 90 ? "lng" : "lat");
        var now = clock.NowMs();
        var own = await store.ReadTasteAsync(caller.TenantId, caller.Id, Remembered, cancel);
        var companions = own.Count > 0 ? await store.ReadCompanionsAsync(caller.TenantId, caller.Id, Candidates, now, cancel) : [];
        var candidates = new Dictionary<ServiceId, ServiceListing>();
        foreach (var companion in companions)
            candidates[companion.Listing.Id] = companion.Listing;
        string[] liked = [.. own.Select(entry => entry.Listing.Category).Distinct(StringComparer.Ordinal)];
        foreach (var categories in liked.Length > 0 ? (string[][])[liked, []] : [[]])
        {
            foreach (var listing in await store.ReadPopularAsync(caller.TenantId, caller.Id, categories, Candidates, now, cancel))
                candidates[listing.Id] = listing;
        }

        if (place is { } center)
        {
            var query = new NearbyQuery { Center = center, RadiusKm = AroundKm, Limit = Candidates };
            foreach (var near in await services.FindNearbyAsync(caller.TenantId, query, now, cancel))
                candidates[near.Listing.Id] = near.Listing;
            foreach (var had in candidates.Count > 0 ? await store.ReadHadAsync(caller.Id, candidates.Keys, cancel) : [])
                candidates.Remove(had);
        }

        var taste = new Taste(own, companions, place);
        return candidates.Values
            .Where(listing => listing.ProviderId != caller.Id)
            .Select(taste.Weigh)
            .OrderByDescending(one => one.Score).ThenBy(one => one.Listing.Id.Value)
            .Take(limit)
            .ToArray();
    }
}
