using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Social.Rest;
using Parley.Dialects.Social.Wire;
using Parley.Dialects.WebSockets;
using Parley.Messages;
using Parley.WebSockets;

namespace Parley.Dialects.Social;

/// <summary>The Social surface for the host.</summary>
public static class SocialServices
{
    /// <summary>
    /// Adds the surface. The host adds the core's services (accounts, delivery, stores), <see cref="TimeProvider"/>,
    /// <see cref="Identity.AccessTokens"/> and files (<see cref="FileServices.AddFiles"/>).
    /// </summary>
    public static IServiceCollection AddSocial(this IServiceCollection services, SocialOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton<WebSocketSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<WebSocketSweep>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, AccountWatch>());
        services.TryAddSingleton(new InboundBudget(options.MaxInbound));
        services.AddSingleton<UnsignedSockets>();
        services.TryAddSingleton<DirectOpening>();
        services.AddSingleton<SocialDialect>();
        services.AddSingleton<SocialEvents>();
        services.AddSingleton<SocialSurface>();
        services.AddSingleton<SocialEndpoint>();
        services.AddSingleton<MessageViews>();
        services.AddSingleton<GroupViews>();
        services.AddSingleton<RestSender>();
        services.AddSingleton<IErrorWriter, SocialErrors>();
        services.AddSingleton(new ApiSurface(
            "Social",
            "Friends, groups, notifications, a raw WebSocket (docs/protocols/social.md).",
            SocialJson.Plain.ErrorDto,
            "/api/v1/friends",
            "/api/v1/messages",
            "/api/v1/groups",
            "/api/v1/notifications",
            "/api/v1/users/online",
            "/api/v1/ws",
            "/ws"));
        return services;
    }

    /// <summary>Maps <c>/ws/chat</c> (also under <c>/api/v1</c>) and the REST paths.</summary>
    public static IEndpointRouteBuilder MapSocial(this IEndpointRouteBuilder routes)
    {
        var endpoint = routes.ServiceProvider.GetRequiredService<SocialEndpoint>();
        routes.Map("/ws/chat", endpoint.AcceptAsync).WithMetadata(new NoRestLimit()).Describe("The raw WebSocket.", form: RouteForm.Connection);
        routes.Map("/api/v1/ws/chat", endpoint.AcceptAsync).WithMetadata(new NoRestLimit()).Describe("The raw WebSocket.", form: RouteForm.Connection);

        var api = routes.MapGroup("/api/v1").RequireAuthorization();
        FriendRoutes.Map(api.MapGroup("/friends"));
        MessageRoutes.Map(api.MapGroup("/messages"));
        GroupRoutes.Map(api.MapGroup("/groups"));
        GroupMemberRoutes.Map(api.MapGroup("/groups/{id}"));
        NotificationRoutes.Map(api.MapGroup("/notifications"));
        PresenceRoutes.Map(api.MapGroup("/users/online"));
        return routes;
    }
}
