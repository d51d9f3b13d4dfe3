using Parley.Delivery;

namespace Parley.Dialects.Sockets;

/// <summary>The server's stop: nothing new is taken, and what is under way is answered before the connections are ended.</summary>
internal sealed class SocketDrain(ConnectionRegistry registry, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>Ends when no send is on its way any more, or after a while.</summary>
    public async Task DrainAsync()
    {
        var since = clock.GetTimestamp();
        foreach (var connection in registry.All.OfType<SocketConnection>())
            connection.Stop();
        while (clock.GetElapsedTime(since) < Patience && registry.All.OfType<SocketConnection>().Any(connection => !connection.Lane.IsIdle))
            await Task.Delay(Poll, clock);
        foreach (var connection in registry.All.OfType<SocketConnection>())
            connection.Flush(); // an answer is queued before it stops being under way, and leaves with the batch
    }
}
