using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Delivery;
using Parley.Primitives;

namespace Parley.Dialects.Sockets;

/// <summary>The end of tokens, for all Socket.IO connections: one timer looks at them.</summary>
internal sealed partial class SocketSweep(ConnectionRegistry registry, TimeProvider clock, ILogger<SocketSweep> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                Sweep();
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private void Sweep()
    {
        var now = clock.NowMs();
        foreach (var connection in registry.All.OfType<SocketConnection>())
        {
            try
            {
                connection.Sweep(now);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                LogSweepFailed(fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A connection's token could not be looked at")]
    private partial void LogSweepFailed(Exception fault);
}
