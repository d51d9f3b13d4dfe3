using Microsoft.Extensions.Logging;

namespace Parley.Primitives;

/// <summary>
/// Holds this process's node number for as long as it runs: leases one at start, renews it every three seconds, stops the ids before
/// expiry when renewal fails. Owner of the lease: the one loop in here.
/// </summary>
public sealed partial class NodeLeaseKeeper(INodeLeases leases, IdGenerator ids, TimeProvider clock, ILogger<NodeLeaseKeeper> log) : IAsyncDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);

    // Ids stop this long before another process may take the number.
    private static readonly TimeSpan Usable = Duration - TimeSpan.FromSeconds(5);

    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;
    private NodeLease? _lease;

    /// <summary>The leased number, 0 to 63.</summary>
    public int Node => _lease?.Node ?? throw new InvalidOperationException("Not started.");

    /// <summary>Leases a number and starts to renew it.</summary>
    /// <exception cref="InvalidOperationException">All 64 numbers are held by live processes.</exception>
    public async Task StartAsync(CancellationToken cancel)
    {
        _lease = await leases.AcquireAsync(_owner, Duration, Ahead, clock.NowMs(), cancel)
            ?? throw new InvalidOperationException("All 64 node numbers are leased by live processes on this database.");
        ids.Use(_lease, Usable);
        _loop = Task.Run(RenewAsync, CancellationToken.None);
    }

    /// <summary>Stops renewing and gives the number back.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        ids.Stop();
        if (_lease is not null)
        {
            try
            {
                await leases.ReleaseAsync(_lease.Node, _owner, CancellationToken.None);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                LogReleaseFailed(fault);
            }
        }

        _stop.Dispose();
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                await RenewOnceAsync();
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task RenewOnceAsync()
    {
        try
        {
            var renewed = await leases.RenewAsync(_lease!.Node, _owner, Duration, Ahead, clock.NowMs(), _stop.Token)
                ?? await leases.AcquireAsync(_owner, Duration, Ahead, clock.NowMs(), _stop.Token);
            if (renewed is null)
            {
                ids.Stop();
                LogLost();
                return;
            }

            _lease = renewed;
            ids.Use(renewed, Usable);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogRenewFailed(fault); // The ids stop by themselves when their time is up.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The node lease is lost and no other number is free: no ids until one is")]
    private partial void LogLost();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The node lease could not be renewed; trying again")]
    private partial void LogRenewFailed(Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The node lease could not be released; it expires by itself")]
    private partial void LogReleaseFailed(Exception fault);
}
