using Microsoft.Extensions.Logging;
using Parley.Delivery;
using Parley.Primitives;

namespace Parley.Statistics;

/// <summary>
/// Has this node say what goes on here, every three seconds: in its row, from which whichever node is asked adds all up, and as instruments. The
/// row goes with a graceful end, and counts no more when it is <see cref="Life"/> old.
/// </summary>
/// <param name="queued">How many writes of messages wait or are not yet delivered.</param>
public sealed partial class LiveKeeper(ILiveStore store, ConnectionRegistry registry, Func<int> queued, TimeProvider clock, ILogger<LiveKeeper> log) : IAsyncDisposable
{
    /// <summary>How long what a node said of itself is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);

    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";
    private readonly LiveMetrics _metrics = new(registry, queued);
    private Poll? _poll;
    private long _sent;
    private long _sentThen;
    private long _saidAt;
    private bool _hasFailed;

    /// <summary>Begins, and listens to delivery.</summary>
    public void Start(Fanout fanout)
    {
        fanout.Sent += _ => NoteSent();
        _saidAt = clock.GetTimestamp();
        _poll = new Poll(Period, LookAsync, Tell, clock);
        _poll.Start(atOnce: true);
    }

    /// <summary>A message was stored on this node's word. Quick: called for every message.</summary>
    public void NoteSent()
    {
        Interlocked.Increment(ref _sent);
        _metrics.NoteSent();
    }

    /// <summary>Says what goes on, now.</summary>
    public Task SayAsync(CancellationToken cancel)
    {
        var (sent, now) = (Interlocked.Read(ref _sent), clock.GetTimestamp());
        var seconds = clock.GetElapsedTime(_saidAt, now).TotalSeconds;
        var rate = seconds > 0 ? (sent - _sentThen) / seconds : 0;
        (_sentThen, _saidAt) = (sent, now);
        return store.WriteAsync(_owner, Count() with { MessagesPerSecond = rate, SendQueue = queued() }, cancel);
    }

    /// <summary>Ends, and takes the row away.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_poll is not null)
            await _poll.DisposeAsync();
        _metrics.Dispose();
        try
        {
            await store.RemoveAsync(_owner, CancellationToken.None);
        }
        catch (Exception fault) // the store is away: the row counts no more soon
        {
            Tell(fault);
        }
    }

    private NodeFigures Count()
    {
        var figures = new NodeFigures();
        foreach (var user in registry.Users)
        {
            var connections = registry.Of(user);
            if (connections.Count == 0)
                continue; // gone meanwhile
            var counts = new LiveCounts { People = 1, Connections = connections.Count };
            foreach (var connection in connections)
                counts.Surfaces[connection.Dialect.Name] = counts.Surfaces.GetValueOrDefault(connection.Dialect.Name) + 1;
            figures.All.Add(counts);
            var tenant = connections[0].Account.TenantId.Value;
            if (!figures.Tenants.TryGetValue(tenant, out var own))
                figures.Tenants[tenant] = own = new LiveCounts();
            own.Add(counts);
        }

        return figures;
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        await SayAsync(cancel);
        _hasFailed = false;
    }

    // Once until it works again.
    private void Tell(Exception fault)
    {
        if (!_hasFailed)
            LogFailed(fault);
        _hasFailed = true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The live figures of this node could not be written; trying again every three seconds")]
    private partial void LogFailed(Exception fault);
}
