using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Sqlite;
using SQLitePCL;

namespace Parley.Storage.Messages.Sqlite;

/// <summary>
/// The append on SQLite: one item of the writer's thread that takes what has queued up, and is queued again while there is more.
/// Owner: that thread, between <see cref="Execute"/> and <see cref="Committed"/>; a flag sees to it that the item is never queued twice.
/// </summary>
internal sealed partial class SqliteAppend(
    SqliteDatabase database, SendQueue queue, AppendBatch batch, SettledWrites settled, IdGenerator ids, TimeProvider clock, ILogger log) : SqliteWrite, IMessageWriter
{
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<QueuedWrite> _taken = [];
    private List<PendingWrite> _settled = [];
    private SqliteSession? _session;
    private SqliteAppendReads? _reads;
    private SqliteAppendWrites? _writes;
    private volatile bool _stopping;
    private int _isQueued;

    /// <inheritdoc/>
    public bool TryEnqueue(PendingWrite write)
    {
        if (!queue.TryEnqueue(write))
            return false;
        Schedule();
        return true;
    }

    /// <inheritdoc/>
    public int Queued => queue.Count;

    /// <inheritdoc/>
    public void Release(PendingWrite write) => queue.Release(write);

    /// <inheritdoc/>
    public override void Execute(SqliteSession session)
    {
        if (_taken.Count == 0)
            queue.Take(_taken);
        _settled = new List<PendingWrite>(_taken.Count);
        AppendIds.Assign(_taken, _settled, ids);
        if (_session != session)
            Prepare(session);

        while (!TryWrite(session))
        {
            // One is out; the others are decided again.
        }
    }

    /// <inheritdoc/>
    public override void Committed() => Settle();

    /// <inheritdoc/>
    public override void Failed(Exception fault)
    {
        if (_taken.Count == 0)
            queue.Take(_taken); // the transaction did not even begin: answer those who wait for it
        LogFailed(fault, _taken.Count);
        _settled = new List<PendingWrite>(_taken.Count);
        foreach (var write in _taken)
        {
            Answers.TryLater(write.Write);
            _settled.Add(write.Write);
        }

        Settle();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        queue.Stop();
        _stopping = true;
        if (!_drained.Task.IsCompleted)
            Schedule();
        await _drained.Task;
    }

    private void Schedule()
    {
        if (Interlocked.Exchange(ref _isQueued, 1) == 0)
            database.Enqueue(this);
    }

    private void Prepare(SqliteSession session)
    {
        _session = session;
        _reads = new SqliteAppendReads(session);
        _writes = new SqliteAppendWrites(session);
    }

    // False: one send could not be stored; it is out of the batch, and the others are to be decided again.
    private bool TryWrite(SqliteSession session)
    {
        var nowMs = clock.NowMs();
        var refused = _settled.Count;
        batch.Clear();
        session.Say("SAVEPOINT append");
        try
        {
            _reads!.Read(_taken, batch.Rows);
            batch.Decide(_taken, _settled, nowMs);
            if (!batch.IsEmpty)
                _writes!.Write(batch, nowMs);
        }
        catch (Exception fault) when (IsRowFault(fault) && Guilty() is { } guilty)
        {
            session.Say("ROLLBACK TO append");
            session.Say("RELEASE append");
            _settled.RemoveRange(refused, _settled.Count - refused);
            Exclude(guilty, fault);
            return false;
        }

        session.Say("RELEASE append");
        return true;
    }

    // A message is to blame for its own rows; for all else the receipts, of which no more are lost than is wrong: who merged them halves them.
    private PendingWrite? Guilty() => _writes!.Writing ?? _taken.Find(write => write.Write is PendingPointers).Write;

    private void Exclude(PendingWrite guilty, Exception fault)
    {
        LogUnstorable(guilty.GetType().Name, fault.GetType().Name, (fault as SqliteException)?.SqliteExtendedErrorCode);
        Answers.Unstorable(guilty);
        _settled.Add(guilty);
        _taken.RemoveAll(write => write.Write == guilty);
    }

    private static bool IsRowFault(Exception fault) => fault is ArgumentException or KeyNotFoundException or SqliteException
    {
        SqliteErrorCode: raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG,
    };

    private void Settle()
    {
        _taken.Clear();
        if (_settled.Count > 0)
            settled.Add(_settled);
        _settled = [];
        Volatile.Write(ref _isQueued, 0);
        if (queue.HasWork)
        {
            Schedule();
        }
        else if (_stopping)
        {
            _reads?.Dispose();
            _writes?.Dispose();
            settled.Complete();
            _drained.TrySetResult();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of {Count} writes could not be committed; the senders are told to try again")]
    private partial void LogFailed(Exception fault, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "A write ({Kind}) could not be stored ({Fault} {Code}); nothing else was harmed")]
    private partial void LogUnstorable(string kind, string fault, int? code);
}
