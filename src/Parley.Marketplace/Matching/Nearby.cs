using Parley.Accounts;
using Parley.Marketplace.Services;
using Parley.Primitives;

namespace Parley.Marketplace.Matching;

/// <summary>Finds services around a point.</summary>
public sealed class Nearby(IServiceStore store, TimeProvider clock)
{
    /// <summary>How far anybody may look, in km.</summary>
    public const double LargestRadiusKm = 200;

    private const int LargestLimit = 100;

    /// <summary>The active services of the caller's tenant within the radius, of providers who may act.</summary>
    /// <returns>The services in order; <see cref="ChatError.InvalidField"/> naming a field.</returns>
    public async Task<Outcome<NearbyListing[]>> FindAsync(Account caller, NearbyQuery query, CancellationToken cancel)
    {
        if (Judge(query) is { } refusal)
            return refusal;
        return await store.FindNearbyAsync(caller.TenantId, query, clock.NowMs(), cancel);
    }

    private static Refusal? Judge(NearbyQuery query)
    {
        if (!query.Center.IsValid)
            return FieldRules.Invalid(query.Center.Latitude is >= -90 and <= 90 ? "lng" : "lat");
        if (query.RadiusKm is not (>= 0 and <= LargestRadiusKm))
            return FieldRules.Invalid("radius", (long)LargestRadiusKm);
        if (query.Limit is < 1 or > LargestLimit)
            return FieldRules.Invalid("limit", LargestLimit);
        if (query.MinPrice is { } low && query.MaxPrice is { } high && low.Cents > high.Cents)
            return FieldRules.Invalid("minPrice");
        return query.MinRating is { } rating && rating is not (>= 0 and <= 5) ? FieldRules.Invalid("minRating", 5) : null;
    }
}
