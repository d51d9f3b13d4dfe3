using Microsoft.Extensions.Logging;
using Parley.Primitives;

namespace Parley.Messages;

/// <summary>
/// Deletes what has had its time: idempotency keys after 24 hours, positions of devices after 30 days. A little at a time, so that the
/// writer is never held up; every node does it, and doing it twice does no harm.
/// </summary>
public sealed partial class Housekeeping(IMessageStore store, TimeProvider clock, ILogger<Housekeeping> log) : IAsyncDisposable
{
    /// <summary>How long a temp id is remembered (WIRE, Common).</summary>
    public static readonly TimeSpan KeyLife = TimeSpan.FromHours(24);

    /// <summary>How long a device that does not come back is remembered (WIRE, Common).</summary>
    public static readonly TimeSpan DeviceLife = TimeSpan.FromDays(30);

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins.</summary>
    public void Start() => _loop = Task.Run(RunAsync, CancellationToken.None);

    /// <summary>Does one round; returns how many rows went.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var now = clock.NowMs();
        var keys = await DrainAsync(store.DeleteKeysAsync, now - (long)KeyLife.TotalMilliseconds, cancel);
        return keys + await DrainAsync(store.DeleteDevicesAsync, now - (long)DeviceLife.TotalMilliseconds, cancel);
    }

    /// <summary>Ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task<int> DrainAsync(Func<long, CancellationToken, Task<int>> delete, long before, CancellationToken cancel)
    {
        var total = 0;
        while (await delete(before, cancel) is var deleted and > 0)
        {
            total += deleted;
            await Task.Delay(Breath, clock, cancel);
        }

        return total;
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                await TrySweepAsync();
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task TrySweepAsync()
    {
        try
        {
            var deleted = await SweepAsync(_stop.Token);
            if (deleted > 0)
                LogSwept(deleted);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFailed(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Count} old rows deleted")]
    private partial void LogSwept(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old rows could not be deleted; trying again in five minutes")]
    private partial void LogFailed(Exception fault);
}
