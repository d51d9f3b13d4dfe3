using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.OpenApi;
using Parley.Marketplace.Matching;

namespace Parley.Dialects.Market.Services;

/// <summary><c>/api/v1/services/nearby</c> and <c>recommended</c> (document 001, 2.2 and flow 5).</summary>
internal static class NearbyRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/services/nearby", FindAsync).RequireAuthorization()
            .Describe("Services around a place.", answers: ShopJson.Wire.EnvelopeIReadOnlyListServiceView, query: "lat lng radius category minPrice maxPrice minRating sort limit");
        app.MapGet("/api/v1/services/recommended", RecommendAsync).RequireAuthorization()
            .Describe("Services for whom asks, each with its reason.", answers: ShopJson.Wire.EnvelopeIReadOnlyListServiceView, query: "lat lng limit");
    }

    private static async Task<IResult> FindAsync(HttpContext context, NearbyReading reading, Nearby nearby, ServicePages pages)
    {
        var (query, wrong) = await reading.ReadAsync(context);
        if (query is null)
            return wrong!;
        var caller = context.Caller();
        var found = await nearby.FindAsync(caller.Account, query, context.RequestAborted);
        if (!found.IsOk)
            return found.Refusal.ToResult();
        var distances = found.Value.ToDictionary(near => near.Listing.Id, near => near.DistanceKm);
        var views = await pages.OfAsync(
            caller.TenantId,
            [.. found.Value.Select(near => near.Listing)],
            (listing, provider) => ServiceView.Of(listing, provider, distances[listing.Id]),
            context.RequestAborted);
        return MarketResults.Ok(views, ShopJson.Wire.EnvelopeIReadOnlyListServiceView);
    }

    private static async Task<IResult> RecommendAsync(HttpContext context, NearbyReading reading, Recommender recommender, ServicePages pages)
    {
        var query = context.Request.Query;
        if (!NearbyReading.TryDouble(query, "lat", out var lat) || (lat is null && query.ContainsKey("lng")))
            return FieldRules.Invalid("lat").ToResult();
        if (!NearbyReading.TryDouble(query, "lng", out var lng) || lat is null != lng is null)
            return FieldRules.Invalid("lng").ToResult();
        if (!Paginations.TryNumber(context, "limit", 20, out var limit))
            return FieldRules.Invalid("limit", 100).ToResult();
        var caller = context.Caller();
        var place = lat is { } y && lng is { } x ? new GeoPoint(y, x) : await reading.StoredAsync(context);
        var found = await recommender.RecommendAsync(caller.Account, place, limit, context.RequestAborted);
        if (!found.IsOk)
            return found.Refusal.ToResult();
        var why = found.Value.ToDictionary(one => one.Listing.Id);
        var views = await pages.OfAsync(
            caller.TenantId,
            [.. found.Value.Select(one => one.Listing)],
            (listing, provider) => ServiceView.Of(listing, provider, why[listing.Id].DistanceKm, why[listing.Id].Reason),
            context.RequestAborted);
        return MarketResults.Ok(views, ShopJson.Wire.EnvelopeIReadOnlyListServiceView);
    }
}
