using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Marketplace.Matching;

namespace Parley.Dialects.Market.Services;

/// <summary><c>/api/v1/services/nearby</c> (document 001, 2.2 and flow 5).</summary>
internal static class NearbyRoutes
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/services/nearby", FindAsync).RequireAuthorization();

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
}
