using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.WebSockets;

namespace Parley.Dialects.WebSockets;

/// <summary>
/// Every open WebSocket of this process, and the one timer that looks at their deadlines (sign-in, heartbeat, token, close): tens of
/// thousands of connections need no timer each. Owner of the set: this object; it is a concurrent one.
/// </summary>
internal sealed partial class WebSocketSweep(TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<WebSocketSweep> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<ServerWebSocket, byte> _sockets = new();

    /// <summary>How many are open, signed in or not.</summary>
    public int Count => _sockets.Count;

    /// <summary>Runs a socket to its end, under the sweep's eye.</summary>
    public async Task RunAsync(ServerWebSocket socket)
    {
        _sockets.TryAdd(socket, 0);
        try
        {
            if (lifetime.ApplicationStopping.IsCancellationRequested)
                socket.ServerStopping();
            await socket.RunAsync();
        }
        finally
        {
            _sockets.TryRemove(socket, out _);
        }
    }

    /// <summary>Looks at all deadlines once.</summary>
    public void Sweep()
    {
        var now = clock.GetTimestamp();
        foreach (var (socket, _) in _sockets)
        {
            try
            {
                socket.Sweep(now);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                LogSweepFailed(fault);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not at this service's own stop: the web server is stopped first and waits for its connections.
        await using var stopping = lifetime.ApplicationStopping.Register(() =>
        {
            foreach (var (socket, _) in _sockets)
                socket.ServerStopping();
        });
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

    [LoggerMessage(Level = LogLevel.Error, Message = "A WebSocket's deadlines could not be looked at")]
    private partial void LogSweepFailed(Exception fault);
}
