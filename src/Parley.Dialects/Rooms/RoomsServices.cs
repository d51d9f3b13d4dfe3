using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rooms.Rest;
using Parley.Dialects.Rooms.Wire;
using Parley.Messages;

namespace Parley.Dialects.Rooms;

/// <summary>The Rooms surface's REST for the host.</summary>
public static class RoomsServices
{
    /// <summary>Adds it. The host adds the core's services, identity, files and <see cref="RoomsOptions"/>.</summary>
    public static IServiceCollection AddRooms(this IServiceCollection services)
    {
        services.TryAddSingleton<DirectOpening>();
        return services
            .AddSingleton<RoomsViews>()
            .AddSingleton<RoomsRestSender>()
            .AddSingleton(new ApiSurface("Rooms", "Order rooms (docs/protocols/rooms.md).", RoomsJson.Wire.RoomsErrorEnvelope, "/api/chat"));
    }

    /// <summary>Maps the paths under <c>/api/chat</c>.</summary>
    public static IEndpointRouteBuilder MapRooms(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/chat").RequireAuthorization();
        ChatRoutes.Map(api.MapGroup("/chats"));
        MessageRoutes.Map(api.MapGroup("/messages"));
        FileRoutes.Map(api.MapGroup("/files"));
        api.MapGet("/search", SearchRoute.FindAsync)
            .Describe("Finds messages, newest first.", answers: RoomsJson.Wire.RoomsEnvelopeRoomsMessageArray, query: "q type chat_id from to before limit");
        api.MapPost("/reports", ReportRoute.FileAsync)
            .Describe("Reports somebody.", RoomsJson.Default.RoomsReportBody, RoomsJson.Wire.RoomsEnvelopeRoomsReport, status: 201);
        return routes;
    }
}
