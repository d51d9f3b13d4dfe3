using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Jobs;
using Parley.Moderation;
using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Messages;

/// <summary>
/// Deletes what has had its time: idempotency keys after 24 hours, positions of devices after 30 days, sessions a day after their end, and so
/// on. A little at a time, so that the writer is never held up; every node does it, and doing it twice does no harm.
/// </summary>
public sealed partial class Housekeeping(
    IMessageStore messages,
    ISessionStore sessions,
    IAccountStore accounts,
    INotificationStore notifications,
    IModerationStore moderation,
    IJobStore jobs,
    TimeProvider clock,
    ILogger<Housekeeping> log) : IAsyncDisposable
{
    /// <summary>How long a temp id is remembered (WIRE, Common).</summary>
    public static readonly TimeSpan KeyLife = TimeSpan.FromHours(24);

    /// <summary>How long a device that does not come back is remembered (WIRE, Common).</summary>
    public static readonly TimeSpan DeviceLife = TimeSpan.FromDays(30);

    /// <summary>How many devices of one person are remembered: those that moved last.</summary>
    public const int MostDevices = 20;

    /// <summary>How long it is remembered that somebody wrote to people who had not answered: the longest window of <see cref="UnansweredLimit"/>.</summary>
    public static readonly TimeSpan UnansweredLife = TimeSpan.FromDays(1);

    /// <summary>How long it is kept what the rules on content found.</summary>
    public static readonly TimeSpan HitLife = TimeSpan.FromDays(90);

    /// <summary>How long it is kept what stood around a reported message, once the report is decided on.</summary>
    public static readonly TimeSpan ReportContextLife = TimeSpan.FromDays(90);

    /// <summary>How long an ended session is remembered; no access token lives longer (<see cref="Account.RevokedSessions"/>).</summary>
    public static readonly TimeSpan EndedSessionLife = TimeSpan.FromHours(24);

    /// <summary>How long a node may be away and still hear which accounts changed.</summary>
    public static readonly TimeSpan ChangeLife = TimeSpan.FromDays(7);

    /// <summary>How long a notification stays that has been read.</summary>
    public static readonly TimeSpan ReadNotificationLife = TimeSpan.FromDays(90);

    /// <summary>How long a job stays that was given up: till then it can be tried again.</summary>
    public static readonly TimeSpan DeadJobLife = TimeSpan.FromDays(30);

    // What needs a walk through a table is done once in so many rounds.
    private const int RoundsPerWalk = 12;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins.</summary>
    public void Start() => _loop = Task.Run(RunAsync, CancellationToken.None);

    /// <summary>Does one whole round; returns how many rows went.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var deleted = await SweepKeysAsync(cancel);
        deleted += await DrainAsync(messages.DeleteDevicesAsync, DeviceLife, cancel);
        deleted += await DrainAsync((_, stop) => messages.DeleteExcessDevicesAsync(MostDevices, stop), TimeSpan.Zero, cancel);
        deleted += await DrainAsync(messages.DeleteUnansweredAsync, UnansweredLife, cancel);
        deleted += await DrainAsync(sessions.DeleteEndedAsync, EndedSessionLife, cancel);
        deleted += await DrainAsync(moderation.DeleteHitsAsync, HitLife, cancel);
        deleted += await DrainAsync(moderation.DeleteReportMessagesAsync, ReportContextLife, cancel);
        deleted += await DrainAsync(jobs.DeleteDeadAsync, DeadJobLife, cancel);
        deleted += await DrainAsync(accounts.DeleteChangesAsync, ChangeLife, cancel);
        return deleted + await DrainAsync(notifications.DeleteReadAsync, ReadNotificationLife, cancel);
    }

    /// <summary>Ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private Task<int> SweepKeysAsync(CancellationToken cancel) => DrainAsync(messages.DeleteKeysAsync, KeyLife, cancel);

    private async Task<int> DrainAsync(Func<long, CancellationToken, Task<int>> delete, TimeSpan life, CancellationToken cancel)
    {
        var before = clock.NowMs() - (long)life.TotalMilliseconds;
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
            for (var round = 0; await timer.WaitForNextTickAsync(_stop.Token); round++)
                await TrySweepAsync(round % RoundsPerWalk == 0);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task TrySweepAsync(bool isWhole)
    {
        try
        {
            var deleted = await (isWhole ? SweepAsync(_stop.Token) : SweepKeysAsync(_stop.Token));
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
