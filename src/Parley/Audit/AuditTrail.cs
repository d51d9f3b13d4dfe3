using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Audit;

/// <summary>
/// Keeps the trail of key operations. Recording never waits: lines are queued, and written together by one loop, which tries until they are kept;
/// the answer to a request waits for its lines (<see cref="AuditOrigin.KeptAsync"/>). What can't be kept, because the queue is full, the store refuses that
/// one line or is away at the end, is told to the log. Owner of the queue: one loop, one channel.
/// </summary>
public sealed partial class AuditTrail(IAuditStore store, AuditChain chain, AuditOptions options, IdGenerator ids, TimeProvider clock, ILogger<AuditTrail> log) : IAsyncDisposable
{
    private const int MostQueued = 10_000;
    private const int LinesAWrite = 500;
    private const int Attempts = 5;
    private const int MostRefused = 8;
    private const int StepsASweep = 25;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromHours(1);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private readonly Channel<QueuedLine> _queue = Channel.CreateBounded<QueuedLine>(new BoundedChannelOptions(MostQueued) { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;
    private Poll? _abandoned;
    private long _dropped;
    private long _sweptAt;

    /// <summary>Begins to write.</summary>
    public void Start()
    {
        _loop = Task.Run(WriteAllAsync, CancellationToken.None);
        _abandoned = new Poll(options.UnfinishedAfter / 2, TellAbandonedAsync, LogFailed, clock);
        _abandoned.Start();
    }

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
        if (AuditOrigin.Current is not { } origin)
            Enqueue(new QueuedLine([entry]), origin: null);
        else if (!origin.TryHold(entry))
            Enqueue(new QueuedLine([entry]), origin);
    }

    /// <summary>Writes what is queued, then ends. Ending it again does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_queue.Writer.TryComplete())
            return;
        if (_abandoned is not null)
            await _abandoned.DisposeAsync();
        _stop.CancelAfter(LastWords);
        await _loop;
        _stop.Dispose();
    }

    private void Enqueue(QueuedLine line, AuditOrigin? origin)
    {
        if (!_queue.Writer.TryWrite(line))
            Interlocked.Add(ref _dropped, line.Entries.Count);
        else if (origin is not null && !_loop.IsCompleted)
            origin.WaitFor(line.Settled);
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
        var lines = new List<QueuedLine>();
        for (var failures = 0; lines.Count > 0 || await _queue.Reader.WaitToReadAsync(CancellationToken.None);)
        {
            while (lines.Count < LinesAWrite && _queue.Reader.TryRead(out var line))
                lines.Add(line);
            if (await AppendAsync(lines))
                failures = 0;
            else if (_stop.IsCancellationRequested)
                Drop(lines);
            else if (++failures >= Attempts && await TryAsync(stop => store.ReadHeadAsync(stop), 1))
                await SiftAsync(lines);
            if (lines.Count > 0)
                await PauseAsync();
            if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
                LogDropped(dropped);
            if (lines.Count == 0)
                await SweepWhenDueAsync();
        }
    }

    private async Task<bool> AppendAsync(List<QueuedLine> lines)
    {
        if (!await TryAsync(stop => StoreAsync(lines, stop), 1))
            return false;
        lines.ForEach(line => line.Settle());
        lines.Clear();
        return true;
    }

    private Task StoreAsync(List<QueuedLine> lines, CancellationToken cancel) => store.AppendAsync(
        [.. lines.SelectMany(line => line.Entries)], [.. lines.Where(line => line.Ended is not null).Select(line => line.Ended!.Value)], chain, cancel);

    // The store answers, and refuses the lines together. One by one it shows which: those that it refuses while it takes others are lost. Where it takes
    // none it is not the lines' fault; they wait on, the ones that were tried behind the rest.
    private async Task SiftAsync(List<QueuedLine> lines)
    {
        var refused = new List<QueuedLine>();
        var tried = 0;
        while (tried < lines.Count && (refused.Count < tried || tried < MostRefused))
        {
            if (!await AppendAsync([lines[tried++]]))
                refused.Add(lines[tried - 1]);
        }

        lines.RemoveRange(0, tried);
        if (refused.Count < tried)
            Drop(refused);
        lines.AddRange(refused);
    }

    private void Drop(List<QueuedLine> lines)
    {
        Interlocked.Add(ref _dropped, lines.Sum(line => line.Entries.Count));
        lines.ForEach(line => line.Settle());
        lines.Clear();
    }

    private async Task PauseAsync()
    {
        try
        {
            await Task.Delay(Pause, clock, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The last try.
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

    private async Task<bool> TryAsync(Func<CancellationToken, Task> write, int attempts = Attempts)
    {
        for (var attempt = 1; attempt <= attempts; attempt++)
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
