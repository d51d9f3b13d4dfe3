using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parley.SocketIO;

/// <summary>Ends the connections when the application is told to stop, before the web server begins to wait for them.</summary>
internal sealed partial class SocketIOLifetime(SocketServer server, IHostApplicationLifetime lifetime, ILogger<SocketIOLifetime> log) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => _ = CloseAsync());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => server.CloseAsync(cancellationToken);

    private async Task CloseAsync()
    {
        try
        {
            await server.CloseAsync(lifetime.ApplicationStopped);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: nobody else would hear of it
        {
            LogFailed(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The connections could not be ended")]
    private partial void LogFailed(Exception fault);
}
