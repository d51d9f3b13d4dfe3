using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Primitives;
using Parley.Rooms;

namespace Parley.Dialects.Market.Admin;

/// <summary><c>/api/admin/rooms</c>: who looks after an order's room.</summary>
internal static class RoomRoutes
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGroup("/api/admin/rooms").RequireAuthorization(Policies.Admin)
        .MapDelete("/{orderId}/agents/{userId}", RemoveAsync)
        .Describe("Takes an agent out of an order's room that it joined.", answers: MarketJson.Wire.EnvelopeNothing);

    private static async Task<IResult> RemoveAsync(HttpContext http, string orderId, string userId, OrderRooms rooms, CancellationToken cancel)
    {
        var order = new OrderId(WireId.Parse(orderId).Of(default));
        var removed = await rooms.RemoveAgentAsync(http.Caller().Account, order, WireId.Parse(userId).User, cancel);
        return removed.IsOk ? MarketResults.Nothing : removed.Refusal.ToResult();
    }
}
