using Microsoft.Extensions.Logging;

namespace Parley.Storage.Sqlite;

/// <summary>
/// The thread that owns the only writable connection. It takes what has queued up, at most 256 items a transaction, each under a savepoint, so
/// that they share one flush to disk and none harms another.
/// Owner of the connection: the thread. The queue: one lock, held for an add or a swap only.
/// </summary>
internal sealed partial class SqliteWriter : IAsyncDisposable
{
    /// <summary>Items a transaction at most.</summary>
    public const int BatchSize = 256;

    private readonly object _gate = new(); // an object and not a Lock, because the thread waits on it
    private readonly SqliteSession _session;
    private readonly ILogger _log;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Exception?[] _faults = new Exception?[BatchSize];
    private List<SqliteWrite> _queued = [];
    private List<SqliteWrite> _taken = [];
    private bool _stopping;

    public SqliteWriter(SqliteSession session, ILogger log)
    {
        _session = session;
        _log = log;
        new Thread(Run) { IsBackground = true, Name = "Parley SQLite writer" }.Start();
    }

    /// <summary>Queues an item; after disposal it fails at once, on the caller's thread.</summary>
    public void Enqueue(SqliteWrite item)
    {
        lock (_gate)
        {
            if (!_stopping)
            {
                _queued.Add(item);
                if (_queued.Count == 1)
                    Monitor.Pulse(_gate);
                return;
            }
        }

        item.Failed(new ObjectDisposedException(nameof(SqliteWriter)));
    }

    /// <summary>Writes what is queued, then ends the thread and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.Pulse(_gate);
        }

        await _ended.Task;
    }

    private void Run()
    {
        try
        {
            while (Take())
            {
                for (var from = 0; from < _taken.Count; from += BatchSize)
                    WriteBatch(from, Math.Min(BatchSize, _taken.Count - from));
                _taken.Clear();
            }

            _session.Dispose();
        }
        catch (Exception fault)
        {
            LogClosingFailed(fault); // WriteBatch throws nothing
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    private bool Take()
    {
        lock (_gate)
        {
            while (_queued.Count == 0)
            {
                if (_stopping)
                    return false;
                Monitor.Wait(_gate);
            }

            (_queued, _taken) = (_taken, _queued);
            return true;
        }
    }

    private void WriteBatch(int from, int count)
    {
        var whole = CommitBatch(from, count);
        for (var i = 0; i < count; i++)
            Tell(_taken[from + i], _faults[i] ?? whole);
        Array.Clear(_faults, 0, count);
    }

    private void Tell(SqliteWrite item, Exception? fault)
    {
        try
        {
            if (fault is null)
                item.Committed();
            else
                item.Failed(fault);
        }
        catch (Exception broken)
        {
            LogItemBroken(broken, item.GetType().Name);
        }
    }

    /// <summary>Null when committed; otherwise why nothing of the batch was.</summary>
    private Exception? CommitBatch(int from, int count)
    {
        try
        {
            _session.Say("BEGIN IMMEDIATE");
            for (var i = 0; i < count; i++)
                _faults[i] = ExecuteOne(_taken[from + i]);
            _session.Say("COMMIT");
            return null;
        }
        catch (Exception fault)
        {
            LogBatchFailed(fault, count);
            EndFailedTransaction();
            return fault;
        }
    }

    /// <summary>Null when done; the item's own fault when it was undone alone. Throws when the whole transaction is gone.</summary>
    private Exception? ExecuteOne(SqliteWrite item)
    {
        _session.Say("SAVEPOINT item");
        try
        {
            item.Execute(_session);
        }
        catch (Exception fault)
        {
            if (_session.IsOutsideTransaction)
                throw;
            _session.Say("ROLLBACK TO item");
            _session.Say("RELEASE item");
            return fault;
        }

        _session.Say("RELEASE item");
        return null;
    }

    private void EndFailedTransaction()
    {
        try
        {
            if (!_session.IsOutsideTransaction)
                _session.Say("ROLLBACK");
        }
        catch (Exception fault)
        {
            LogBatchFailed(fault, 0);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of {Count} writes could not be committed")]
    private partial void LogBatchFailed(Exception fault, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Item} threw when told its outcome")]
    private partial void LogItemBroken(Exception fault, string item);

    [LoggerMessage(Level = LogLevel.Error, Message = "The SQLite writer ended with an error")]
    private partial void LogClosingFailed(Exception fault);
}
