using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Marketplace.Notices;

/// <summary>
/// Tells of what was done to orders once it is committed: a message in the conversation, a notification, an event to both sides. What is to be
/// told lies in the store from the same transaction on, so an end of the process in between costs nothing but time: whatever a node was not woken
/// for, or failed at, is found again by any node. One loop; the steps of one order go out in their order, a later one never before one that is not
/// told yet; those of several orders at once.
/// </summary>
public sealed partial class OrderNotices(
    INoticeStore store, NoticePost post, NotificationFeed feed, INoticeEvents events, TimeProvider clock, ILogger<OrderNotices> log) : IAsyncDisposable
{
    /// <summary>How long the node that took a step has it to itself, in ms.</summary>
    public const long HeadStartMs = 10_000;

    private const int AtOnce = 64;
    private const int MostTries = 12;
    private const int Queue = 10_000;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly Channel<NoticeKey> _woken = Channel.CreateBounded<NoticeKey>(
        new BoundedChannelOptions(Queue) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite }); // what does not fit is found later
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins.</summary>
    public void Start() => _loop = Task.Run(RunAsync, CancellationToken.None);

    /// <summary>Something was committed here. Never waits.</summary>
    public void Wake(NoticeKey key) => _woken.Writer.TryWrite(key);

    /// <summary>Ends; what is left is told after the next start, or by another node.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    /// <summary>Tells what is due; returns how many that were.</summary>
    internal async Task<int> TellDueAsync(CancellationToken cancel)
    {
        var due = await store.ReadDueAsync(clock.NowMs(), AtOnce, cancel);
        await TellAllAsync(due, isRetry: true, cancel);
        return due.Count;
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Period, clock);
        var tick = timer.WaitForNextTickAsync(_stop.Token).AsTask();
        var woken = _woken.Reader.WaitToReadAsync(_stop.Token).AsTask();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await Task.WhenAny(tick, woken);
                if (woken.IsCompleted)
                {
                    var keys = TakeWoken();
                    woken = _woken.Reader.WaitToReadAsync(_stop.Token).AsTask();
                    await TellAllAsync(keys, isRetry: false, _stop.Token);
                }

                if (!tick.IsCompleted)
                    continue;
                tick = timer.WaitForNextTickAsync(_stop.Token).AsTask();
                while (await TellDueAsync(_stop.Token) == AtOnce)
                    continue;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) // the database is away: at the next tick again
            {
                LogFailed(fault);
            }
        }
    }

    private List<NoticeKey> TakeWoken()
    {
        var keys = new List<NoticeKey>();
        while (keys.Count < AtOnce && _woken.Reader.TryRead(out var key))
            keys.Add(key);
        return keys;
    }

    private Task TellAllAsync(IReadOnlyList<NoticeKey> keys, bool isRetry, CancellationToken cancel) =>
        Task.WhenAll(keys.GroupBy(key => key.OrderId).Select(order => TellInOrderAsync(order, isRetry, cancel)));

    private async Task TellInOrderAsync(IEnumerable<NoticeKey> keys, bool isRetry, CancellationToken cancel)
    {
        foreach (var first in keys)
        {
            // What was done after it waited for it, wherever it was done.
            for (NoticeKey? key = first; key is { } one; key = one.IsReview ? null : await store.FindNextAsync(one.OrderId, cancel))
            {
                var telling = await TryAsync(one, isRetry, cancel);
                if (telling == Telling.Later)
                    return;
                if (telling == Telling.Nothing)
                    break;
            }
        }
    }

    private async Task<Telling> TryAsync(NoticeKey key, bool isRetry, CancellationToken cancel)
    {
        try
        {
            return await TellAsync(key, isRetry, cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            LogNotTold(fault, key.OrderId, key.Version);
            return Telling.Later;
        }
    }

    private async Task<Telling> TellAsync(NoticeKey key, bool isRetry, CancellationToken cancel)
    {
        if (await store.ReadAsync(key, cancel) is not { } notice)
            return Telling.Nothing;
        if (isRetry) // counted first: what ends the process each time must not do so for ever
            await store.PutOffAsync(key, clock.NowMs() + (HeadStartMs * (notice.Tries + 1)), cancel);
        if (notice.Step is { } step && notice.Tries < MostTries && !await post.PostAsync(step, notice.Order, cancel))
            return Telling.Later;
        var notifications = NoticeNotifications.Of(notice, feed);
        if (await store.FinishAsync(notice, notifications, cancel))
        {
            feed.Push(notifications);
            events.Publish(notice);
        }

        return Telling.Told;
    }

    private enum Telling
    {
        Told,

        // Somebody else did, or does: an earlier step comes first.
        Nothing,

        // It failed: what comes after it waits.
        Later,
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The steps of orders could not be told of; trying again")]
    private partial void LogFailed(Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Step {Version} of order {Order} could not be told of; trying again")]
    private partial void LogNotTold(Exception fault, OrderId order, long version);
}
