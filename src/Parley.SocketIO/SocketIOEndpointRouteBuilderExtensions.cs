using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.SocketIO;

/// <summary>Gives the Socket.IO server its path.</summary>
public static class SocketIOEndpointRouteBuilderExtensions
{
    /// <summary>Serves Socket.IO clients at a path, with or without a slash at its end. No <c>UseWebSockets</c> is needed.</summary>
    /// <param name="endpoints">The application's.</param>
    /// <param name="path">Default is the clients' default.</param>
    /// <exception cref="InvalidOperationException"><c>AddSocketIO</c> was not called.</exception>
    public static SocketIOEndpoint MapSocketIO(this IEndpointRouteBuilder endpoints, string path = "/socket.io/")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(path);
        var server = endpoints.ServiceProvider.GetService<SocketServer>()
            ?? throw new InvalidOperationException("Call builder.Services.AddSocketIO() before app.MapSocketIO().");
        return new SocketIOEndpoint(endpoints.Map(path, server.HandleAsync), server);
    }
}
