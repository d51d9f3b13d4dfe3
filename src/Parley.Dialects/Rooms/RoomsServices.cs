using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Dialects.Rooms.Rest;
using Parley.Messages;

namespace Parley.Dialects.Rooms;

/// <summary>The Rooms surface's REST for the host.</summary>
public static class RoomsServices
{
    /// <summary>Adds it. The host adds the core's services, identity, files and <see cref="RoomsOptions"/>.</summary>
    public static IServiceCollection AddRooms(this IServiceCollection services)
    {
        services.TryAddSingleton<DirectOpening>();
        return services.AddSingleton<RoomsViews>().AddSingleton<RoomsRestSender>();
    }

    /// <summary>Maps the paths under <c>/api/chat</c>.</summary>
    public static IEndpointRouteBuilder MapRooms(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/chat").RequireAuthorization();
        ChatRoutes.Map(api.MapGroup("/chats"));
        MessageRoutes.Map(api.MapGroup("/messages"));
        FileRoutes.Map(api.MapGroup("/files"));
        api.MapGet("/search", SearchRoute.FindAsync);
        api.MapPost("/reports", ReportRoute.FileAsync);
        return routes;
    }
}
