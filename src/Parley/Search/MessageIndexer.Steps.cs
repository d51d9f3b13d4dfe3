using Microsoft.Extensions.Logging;
using Parley.Primitives;

namespace Parley.Search;

/// <content>The loop: walks, takes a step, rests.</content>
public sealed partial class MessageIndexer
{
    // While there is more to do, so many times longer than it works does the indexer rest: the senders come first. In a rush they need all there
    // is, and the index falls behind until it is over.
    private const int RestShare = 3;
    private const int RestShareInRush = 20;
    private const int RushPerSecond = 5_000;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan WalkPeriod = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    // Owner of these: whoever holds the step.
    private ConversationId? _walk = default(ConversationId); // where the walk goes on; null: it is over
    private long _walkedAt;
    private int _atOnce = ConversationsAtOnce;
    private int _failures;
    private long _workedAt;
    private long _notedThen;

    private async Task RunAsync()
    {
        try
        {
            while (true)
                await Task.Delay(await WorkAsync(), clock, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    // Does one step; how long to rest after it.
    private async Task<TimeSpan> WorkAsync()
    {
        await _step.WaitAsync(_stop.Token);
        try
        {
            var since = clock.GetTimestamp();
            var share = IsRush(since) ? RestShareInRush : RestShare;
            if (!await WalkAsync() || !await StepAsync(Take(null)))
                return TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 100 << Math.Min(_failures, 10)));
            var rest = clock.GetElapsedTime(since) * share;
            return IsBusy() || _walk is not null ? TimeSpan.FromTicks(Math.Min(rest.Ticks, LongestPause.Ticks)) : Period;
        }
        finally
        {
            _step.Release();
        }
    }

    // Whether messages pour in, by what was noted since the last time.
    private bool IsRush(long now)
    {
        long noted;
        lock (_gate)
            noted = _noted;
        var isRush = noted - _notedThen > clock.GetElapsedTime(_workedAt, now).TotalSeconds * RushPerSecond;
        (_workedAt, _notedThen) = (now, noted);
        return isRush;
    }

    // One stretch of the walk, when what the last one found is done. False: it failed.
    private async Task<bool> WalkAsync()
    {
        lock (_gate)
        {
            if (_behind.Count > 0)
                return true;
        }

        if (_walk is null && clock.GetElapsedTime(_walkedAt) >= WalkPeriod)
            _walk = default(ConversationId);
        if (_walk is not { } after)
            return true;
        try
        {
            var (behind, next) = await store.FindBehindAsync(after, _stop.Token);
            lock (_gate)
                _behind.UnionWith(behind);
            (_walk, _walkedAt) = (next, clock.GetTimestamp());
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            _failures++;
            LogWalkFailed(fault);
            return false;
        }
    }

    // False: it failed. What was taken is put back, to be tried in smaller parts; a single conversation that fails is left to the next walk.
    private async Task<bool> StepAsync(List<ConversationId> taken)
    {
        if (taken.Count == 0)
            return true;
        try
        {
            var done = await store.IndexAsync(taken, _stop.Token);
            lock (_gate)
                _behind.UnionWith(done.Unfinished);
            (_failures, _atOnce) = (0, Math.Min(_atOnce * 2, ConversationsAtOnce));
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            (_failures, _atOnce) = (_failures + 1, Math.Max(taken.Count / 8, 1));
            LogFailed(fault, taken.Count, taken[0]);
            if (taken.Count > 1)
            {
                lock (_gate)
                    _behind.UnionWith(taken);
            }

            return false;
        }
    }

    // What a step is to do: of those given; or of those named, with room left for those found behind.
    private List<ConversationId> Take(HashSet<ConversationId>? only)
    {
        lock (_gate)
        {
            var named = (only ?? _named).Take(only is null ? Math.Max(_atOnce * 4 / 5, 1) : _atOnce);
            var taken = only is null ? named.Union(_behind).Take(_atOnce).ToList() : named.ToList();
            _named.ExceptWith(taken);
            _behind.ExceptWith(taken);
            return taken;
        }
    }

    // Those that are still to be done.
    private void KeepWaiting(HashSet<ConversationId> waiting)
    {
        lock (_gate)
            waiting.RemoveWhere(id => !_named.Contains(id) && !_behind.Contains(id));
    }

    private bool IsBusy()
    {
        lock (_gate)
            return _named.Count > 0 || _behind.Count > 0;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Conversations that the search index is behind in could not be read; trying again")]
    private partial void LogWalkFailed(Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} conversations, {First} among them, could not be taken into the search index; trying again")]
    private partial void LogFailed(Exception fault, int count, ConversationId first);
}
