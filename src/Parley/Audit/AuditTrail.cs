using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Audit;

/// <summary>
/// Keeps the trail of key operations. Recording never waits: lines are queued, and written together by one loop. What can't be kept, because the
/// queue is full or the store doesn't answer, is told to the log. Owner of the queue: one loop, one channel.
/// </summary>
public sealed partial class AuditTrail(IAuditStore store, AuditChain chain, AuditOptions options, IdGenerator ids, TimeProvider clock, ILogger<AuditTrail> log) : IAsyncDisposable
{
    private const int MostQueued = 10_000;
    private const int LinesAWrite = 500;
    private const int Attempts = 5;
    private const int StepsASweep = 25;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromHours(1);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private readonly Channel<AuditEntry> _queue = Channel.CreateBounded<AuditEntry>(new BoundedChannelOptions(MostQueued) { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;
    private long _dropped;
    private long _sweptAt;

    /// <summary>Begins to write.</summary>
    public void Start() => _loop = Task.Run(WriteAllAsync, CancellationToken.None);

    /// <summary>Tells the log where the chain stands: a note outside the database, which shows if it is set back as a whole.</summary>
    public async Task NoteAsync(CancellationToken cancel)
    {
        if (await store.ReadHeadAsync(cancel) is { Seq: > 0 } head)
            LogHead(AuditPoint.Of(head));
    }

    /// <summary>Notes an operation of somebody's.</summary>
    /// <param name="target">The id of what it was done to.</param>
    /// <param name="detail">More of it, in the program's own words: never what a person wrote.</param>
    public void Record(AuditAction action, Account actor, long? target = null, string? detail = null) =>
        Record(action, actor.TenantId, actor.Id, target, detail);

    /// <summary>The same, where the actor is not known or only by id.</summary>
    public void Record(AuditAction action, TenantId tenant, UserId actor, long? target = null, string? detail = null)
    {
        if (!TryId(out var id))
        {
            Interlocked.Increment(ref _dropped);
            return;
        }

        var entry = new AuditEntry
        {
            Id = id,
            TenantId = tenant,
            ActorId = actor,
            Action = action,
            TargetId = target,
            Detail = detail,
            Address = AuditOrigin.Current?.Address,
            RequestId = AuditOrigin.Current?.RequestId,
            At = clock.NowMs(),
        };
        if (!_queue.Writer.TryWrite(entry))
            Interlocked.Increment(ref _dropped);
    }

    /// <summary>Writes what is queued, then ends. Ending it again does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_queue.Writer.TryComplete())
            return;
        _stop.CancelAfter(LastWords);
        await _loop;
        _stop.Dispose();
    }

    // What was done is done: that there is no id for its line must not make it look as if it had failed.
    private bool TryId(out long id)
    {
        try
        {
            id = ids.Next();
            return true;
        }
        catch (IdsExhaustedException)
        {
            id = 0;
            return false;
        }
    }

    private async Task WriteAllAsync()
    {
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var lines = new List<AuditEntry>();
            while (lines.Count < LinesAWrite && _queue.Reader.TryRead(out var line))
                lines.Add(line);
            if (!await TryAsync(stop => store.AppendAsync(lines, chain, stop)))
                Interlocked.Add(ref _dropped, lines.Count);
            if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
                LogDropped(dropped);
            await SweepWhenDueAsync();
        }
    }

    private async Task SweepWhenDueAsync()
    {
        var now = clock.NowMs();
        if (now - _sweptAt < SweepPeriod.TotalMilliseconds)
            return;
        _sweptAt = now;
        await TryAsync(NoteAsync);
        await TryAsync(async stop =>
        {
            for (var step = 0; step < StepsASweep && await store.DeleteAsync(now - (long)options.Retention.TotalMilliseconds, chain, stop) > 0; step++)
                await Task.Delay(Breath, clock, stop); // the rest in an hour: lines wait meanwhile
        });
    }

    private async Task<bool> TryAsync(Func<CancellationToken, Task> write)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                if (attempt > 1)
                    await Task.Delay(Pause, clock, _stop.Token);
                await write(_stop.Token);
                return true;
            }
            catch (Exception fault)
            {
                LogFailed(fault);
                if (_stop.IsCancellationRequested)
                    return false;
            }
        }

        return false;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The audit trail stands at {Point}")]
    private partial void LogHead(AuditPoint point);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} lines of the audit trail could not be kept")]
    private partial void LogDropped(long count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The audit trail could not be written; trying again")]
    private partial void LogFailed(Exception fault);
}
