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
    SqliteDatabase database, SendQueue queue, SettledWrites settled, IdGenerator ids, TimeProvider clock, ILogger log) : SqliteWrite, IMessageWriter
{
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<QueuedWrite> _taken = [];
    private readonly AppendBatch _batch = new();
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
            Answers.TryLater(write.Write, fault);
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
        _batch.Clear();
        _reads!.Read(_taken, _batch.Rows);
        _batch.Decide(_taken, _settled, nowMs);
        if (_batch.IsEmpty)
            return true;

        session.Say("SAVEPOINT append");
        try
        {
            _writes!.Write(_batch, nowMs);
        }
        catch (Exception fault) when (_writes!.Writing is not null && IsRowFault(fault))
        {
            session.Say("ROLLBACK TO append");
            session.Say("RELEASE append");
            _settled.RemoveRange(refused, _settled.Count - refused);
            Exclude(_writes.Writing, fault);
            return false;
        }

        session.Say("RELEASE append");
        return true;
    }

    private void Exclude(PendingSend guilty, Exception fault)
    {
        LogUnstorable(fault, guilty.Id);
        guilty.Refuse(ChatError.Unstorable);
        _settled.Add(guilty);
        _taken.RemoveAll(write => write.Write == guilty);
    }

    private static bool IsRowFault(Exception fault) => fault is ArgumentException or SqliteException
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {Id} could not be stored")]
    private partial void LogUnstorable(Exception fault, MessageId id);
}
