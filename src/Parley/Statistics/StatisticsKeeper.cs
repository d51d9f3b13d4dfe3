using Microsoft.Extensions.Logging;
using Parley.Delivery;
using Parley.Primitives;

namespace Parley.Statistics;

/// <summary>
/// Every second, adds to the statistics what waits, and writes down who is there: who asks (<see cref="PeopleSeen"/>) and who is connected. Every
/// node does it; the store takes care that nothing is counted twice. Ends with a last round.
/// </summary>
public sealed partial class StatisticsKeeper(
    IStatisticsStore store, PeopleSeen people, ConnectionRegistry registry, TimeProvider clock, ILogger<StatisticsKeeper> log) : IAsyncDisposable
{
    private const int PeopleAtOnce = 1000;
    private const int RoundsPerLook = 10;
    private const int RoundsPerForgetting = 300;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    private Poll? _poll;
    private long _round;
    private bool _hasFailed;

    /// <summary>Begins.</summary>
    public void Start()
    {
        _poll = new Poll(Period, LookAsync, Tell, clock);
        _poll.Start();
    }

    /// <summary>Writes down who is there and adds what waits, now.</summary>
    public async Task KeepAsync(CancellationToken cancel)
    {
        while (people.Take(PeopleAtOnce) is { Count: > 0 } taken)
            await WriteAsync(taken, cancel);
        while (await store.FoldAsync(cancel))
            await Task.Delay(Breath, clock, cancel);
    }

    /// <summary>Ends, with what waits here written down.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_poll is not null)
            await _poll.DisposeAsync();
        try
        {
            NoteConnected();
            while (people.Take(PeopleAtOnce) is { Count: > 0 } taken)
                await WriteAsync(taken, CancellationToken.None);
            await store.FoldAsync(CancellationToken.None);
        }
        catch (Exception fault) // the store is away: it was told before, or is now
        {
            Tell(fault);
        }
    }

    // A round that fails comes again, whole.
    private async Task LookAsync(CancellationToken cancel)
    {
        if (_round % RoundsPerLook == 0)
            NoteConnected();
        await KeepAsync(cancel);
        if (_round % RoundsPerForgetting == 0)
            await ForgetAsync(cancel);
        (_round, _hasFailed) = (_round + 1, false);
    }

    private void NoteConnected()
    {
        foreach (var user in registry.Users)
            people.Note(user);
    }

    private async Task WriteAsync(List<(UserId User, long At)> taken, CancellationToken cancel)
    {
        try
        {
            await store.NoteSeenAsync([.. taken.Select(one => one.User).Distinct()], taken[0].At, cancel);
        }
        catch
        {
            people.GiveBack(taken);
            throw;
        }
    }

    // A day longer than messages found late may count somebody as active.
    private async Task ForgetAsync(CancellationToken cancel)
    {
        var before = clock.NowMs() - (long)(StatisticSpan.Memory + TimeSpan.FromDays(1)).TotalMilliseconds;
        while (await store.ForgetPeopleAsync(before, cancel) > 0)
            await Task.Delay(Breath, clock, cancel);
    }

    // Once until it works again.
    private void Tell(Exception fault)
    {
        if (!_hasFailed)
            LogFailed(fault);
        _hasFailed = true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Statistics could not be kept; trying again every second")]
    private partial void LogFailed(Exception fault);
}
