using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Parley.SocketIO;

/// <summary>Ends the connections when the application is told to stop, before the web server begins to wait for them.</summary>
internal sealed partial class SocketIOLifetime(
    SocketServer server, IOptions<SocketIOOptions> options, IHostApplicationLifetime lifetime, ILogger<SocketIOLifetime> log) : IHostedService
{
    private Task _closing = Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => _closing = CloseAsync());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _closing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // out of time: as they are
        await server.CloseAsync(cancellationToken);
    }

    private async Task CloseAsync()
    {
        try
        {
            if (options.Value.BeforeStop is { } finish)
                await finish();
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
