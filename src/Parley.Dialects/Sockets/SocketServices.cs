using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Market.Chat;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rooms;
using Parley.Dialects.Sockets.Wire;
using Parley.Dialects.Web;
using Parley.Dialects.Web.Wire;
using Parley.Limits;
using Parley.Messages;
using Parley.Primitives;
using Parley.SocketIO;

namespace Parley.Dialects.Sockets;

/// <summary>The surfaces over Socket.IO for the host: <c>/rooms</c>, <c>/web</c>, <c>/market</c>, and <c>/</c> for all of them.</summary>
public static class SocketServices
{
    /// <summary>Adds them; Market's own by <see cref="ChatServices.AddMarketChat"/>. The host adds the core's services, <see cref="TimeProvider"/>, <see cref="AccessTokens"/> and files.</summary>
    public static IServiceCollection AddSockets(this IServiceCollection services, SocketsOptions options, RoomsOptions rooms, WebOptions web)
    {
        services.AddSocketIO(io =>
        {
            io.AllowEIO3 = true; // mini-programs and older apps
            io.PingInterval = options.PingInterval;
            io.PingTimeout = options.PingTimeout;
            io.MaxPayload = options.MaxPayload;
            io.MaxQueuedBytes = options.MaxQueued;
            io.MaxNamespacesPerConnection = 8;
            io.ConnectTimeout = options.ConnectTimeout;
            io.Json.TypeInfoResolverChain.Insert(0, SocketsJson.Default);
        });
        services.AddSingleton(options);
        services.AddSingleton<LostConnections>();
        services.AddOptions<SocketIOOptions>().Configure<LostConnections>((io, lost) => io.Recovery = new RecoveryOptions
        {
            MaxDisconnection = options.Recovery,
            SkipMiddlewares = false, // who comes back shows its token as everybody does
            Store = lost,
        });
        services.AddOptions<SocketIOOptions>().Configure<RateLimiter, RateLimits>((io, limiter, limits) => io.AllowRequest = http =>
        {
            var address = http.Connection.RemoteIpAddress;
            var isTooMany = !limits.IsExempt(address) && limiter.Take(limits.Handshakes, RateLimits.KeyOf(address)) is not null;
            return new ValueTask<string?>(isTooMany ? ErrorCodes.Of(ChatError.RateLimited) : null);
        });
        services.AddSingleton<SocketDrain>();
        services.AddOptions<SocketIOOptions>().Configure<SocketDrain>((io, drain) => io.BeforeStop = drain.DrainAsync);
        services.AddHostedService<SocketSweep>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, AccountWatch>());
        services.AddSingleton(rooms);
        services.TryAddSingleton(web);
        services.TryAddSingleton(new WebTime(web.TimeZone));
        services.TryAddSingleton<DirectOpening>();
        services.TryAddSingleton<MessageForwarder>();
        services.AddSingleton<DeliveryNumbers>();
        services.AddSingleton<SocketSender>();
        services.AddSingleton<SocketCalls>();
        services.AddSingleton<SocketEntrance>();
        services.AddSingleton<RoomsEvents>();
        services.AddSingleton<WebEvents>();
        return services;
    }

    /// <summary>Maps <c>/socket.io/</c> and opens the namespaces.</summary>
    public static IEndpointRouteBuilder MapSockets(this IEndpointRouteBuilder routes)
    {
        var mapped = routes.MapSocketIO();
        mapped.WithMetadata(new NoRestLimit());
        mapped.Describe("Socket.IO: the namespaces /market, /rooms and /web, by WebSocket or long polling.", query: "EIO transport sid", form: RouteForm.Connection);
        var (io, services) = (mapped.Server, routes.ServiceProvider);
        var entrance = services.GetRequiredService<SocketEntrance>();
        Func<Namespace, SocketDialect>[] dialects = [space => Web(services, space), space => Rooms(services, space), space => Market(services, space)];

        foreach (var make in dialects)
        {
            var name = make(io.Main).Name;
            var space = io.Of("/" + name);
            var dialect = make(space);
            entrance.Open(space, _ => (dialect, true), (SocketConnection connection, bool _, in RawEvent raw) => dialect.HandleAsync(connection, raw));
        }

        var main = new MainNamespace([.. dialects.Select(make => make(io.Main))]);
        entrance.Open(io.Main, main.Choose, main.HandleAsync);
        return routes;
    }

    private static RoomsDialect Rooms(IServiceProvider services, Namespace space) => new(
        space,
        services.GetRequiredService<RoomsEvents>(),
        services.GetRequiredService<DeliveryNumbers>(),
        services.GetRequiredService<FileUrls>());

    private static MarketDialect Market(IServiceProvider services, Namespace space) => new(
        space,
        services.GetRequiredService<MarketEvents>(),
        services.GetRequiredService<DeliveryNumbers>(),
        services.GetRequiredService<FileUrls>());

    private static WebDialect Web(IServiceProvider services, Namespace space) => new(
        space,
        services.GetRequiredService<WebEvents>(),
        services.GetRequiredService<DeliveryNumbers>(),
        services.GetRequiredService<FileUrls>(),
        services.GetRequiredService<WebTime>());
}
