using Microsoft.Extensions.Logging;
using Parley.Delivery;
using Parley.Primitives;

namespace Parley.Announcements;

/// <summary>
/// Tells the people of this node what is announced, each connection once, wherever it was said: every node looks at the store each second, so
/// nothing depends on the way between nodes. What was said before the node started is in people's lists and not told again.
/// Owner of what was told: this object, one look at a time.
/// </summary>
public sealed partial class AnnouncementBoard(
    IAnnouncementStore store, ConnectionRegistry registry, Fanout fanout, TimeProvider clock, ILogger<AnnouncementBoard> log) : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    // Nodes' clocks differ, and what was said first may be stored last: so far back a look goes.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _look = new(1, 1);
    private HashSet<AnnouncementId> _told = [];
    private Poll? _poll;

    /// <summary>Begins.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        _told = [.. (await ReadAsync(cancel)).Select(announcement => announcement.Id)];
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
            var recent = await ReadAsync(cancel);
            foreach (var announcement in recent.Where(announcement => !_told.Contains(announcement.Id)))
                Tell(announcement);
            _told = [.. recent.Select(announcement => announcement.Id)];
        }
        finally
        {
            _look.Release();
        }
    }

    /// <summary>Stops looking.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_poll is not null)
            await _poll.DisposeAsync();
        _look.Dispose();
    }

    private Task<IReadOnlyList<Announcement>> ReadAsync(CancellationToken cancel) =>
        store.ReadPublishedAsync(clock.NowMs() - (long)Overlap.TotalMilliseconds, cancel);

    private void Tell(Announcement announcement)
    {
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
