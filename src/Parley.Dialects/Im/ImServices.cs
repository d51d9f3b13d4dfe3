using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Parley.Dialects.Identity;
using Parley.Dialects.Im.Rest;
using Parley.Dialects.Im.Wire;
using Parley.Dialects.OpenApi;
using Parley.Dialects.WebSockets;
using Parley.Messages;

namespace Parley.Dialects.Im;

/// <summary>The Im surface for the host.</summary>
public static class ImServices
{
    /// <summary>Adds the surface, beside Social, which brings what all WebSockets share. The host adds the core's services, identity and files.</summary>
    public static IServiceCollection AddIm(this IServiceCollection services, ImOptions options)
    {
        services.TryAddSingleton<WebSocketSweep>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, AccountWatch>());
        services.TryAddSingleton<DirectOpening>();
        return services
            .AddSingleton(options)
            .AddSingleton<ImDialect>()
            .AddSingleton<ImEvents>()
            .AddSingleton<ImSurface>()
            .AddSingleton<ImEndpoint>()
            .AddSingleton<ImSender>()
            .AddSingleton<ImTargets>()
            .AddSingleton(new ApiSurface("Im", "Order messages and emergency calls (docs/protocols/im.md).", ImJson.Wire.ImError, "/api/im"));
    }

    /// <summary>Maps the paths under <c>/api/im</c>.</summary>
    public static IEndpointRouteBuilder MapIm(this IEndpointRouteBuilder routes)
    {
        var endpoint = routes.ServiceProvider.GetRequiredService<ImEndpoint>();
        routes.Map("/api/im/ws", endpoint.AcceptAsync).WithMetadata(new NoRestLimit())
            .Describe("The raw WebSocket with acknowledged frames.", query: "token device", form: RouteForm.Connection);
        var api = routes.MapGroup("/api/im").RequireAuthorization();
        MessageRoutes.Map(api);
        SafetyRoutes.Map(api);
        return routes;
    }
}
