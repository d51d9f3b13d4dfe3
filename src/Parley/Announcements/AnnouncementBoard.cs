using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Delivery;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Announcements;

/// <summary>
/// Tells the people of this node what is announced, each connection once, wherever it was said: every node looks at the store each second, so
/// nothing depends on the way between nodes. What was said before the node started is in people's lists and told to devices that missed it.
/// Owner of how far was told: this object, one look at a time.
/// </summary>
public sealed partial class AnnouncementBoard(
    IAnnouncementStore store, ConnectionRegistry registry, Fanout fanout, TimeProvider clock, ILogger<AnnouncementBoard> log) : IAsyncDisposable
{
    /// <summary>The most that a device is told of what it missed: who was away for long has the rest among its notifications.</summary>
    public const int MostMissed = 20;

    private const int MostALook = 100;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _look = new(1, 1);
    private long _told;
    private long _newestAt; // Unix ms
    private Poll? _poll;

    /// <summary>Begins.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        if (await store.FindNewestAsync(cancel) is { } newest)
            (_told, _newestAt) = (newest.Seq, newest.PublishedAt ?? 0);
        _poll = new Poll(Period, LookAsync, LogFailed, clock);
        _poll.Start();
    }

    /// <summary>Says what is due and tells what is new.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        await _look.WaitAsync(cancel);
        try
        {
            await store.PublishDueAsync(clock.NowMs(), cancel);
            foreach (var announcement in await store.ReadAfterAsync(_told, MostALook, cancel))
            {
                Tell(announcement);
                _told = announcement.Seq;
            }
        }
        finally
        {
            _look.Release();
        }
    }

    /// <summary>
    /// What a device of a person's missed, in order: the newest <see cref="MostMissed"/> of the time for which devices are remembered. Asked for once its
    /// connection is registered, so that what is said meanwhile is told to it live.
    /// </summary>
    public async Task<IReadOnlyList<Announcement>> ReadMissedAsync(Account person, string device, CancellationToken cancel)
    {
        var since = clock.NowMs() - (long)Housekeeping.DeviceLife.TotalMilliseconds;
        return Interlocked.Read(ref _newestAt) < since ? [] : await store.ReadMissedAsync(person, device, since, MostMissed, cancel);
    }

    /// <summary>Stops looking.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_poll is not null)
            await _poll.DisposeAsync();
        _look.Dispose();
    }

    private void Tell(Announcement announcement)
    {
        // Before the look at who is here: who registers behind that look finds it, and asks the store.
        Interlocked.Exchange(ref _newestAt, Math.Max(_newestAt, announcement.PublishedAt ?? 0));
        var users = registry.All.Select(connection => connection.Account).Where(announcement.IsFor).Select(account => account.Id).ToHashSet();
        if (users.Count > 0)
            fanout.PublishHere(new Announced(announcement), users);
        LogTold(announcement.Id, users.Count);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Announcement {Id} was told to {Count} people here")]
    private partial void LogTold(AnnouncementId id, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The announcements could not be read; trying again")]
    private partial void LogFailed(Exception fault);
}
