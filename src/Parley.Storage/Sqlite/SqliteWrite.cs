namespace Parley.Storage.Sqlite;

/// <summary>A write on its way to the writer's thread, which alone calls these, in the order of the commits.</summary>
internal abstract class SqliteWrite
{
    /// <summary>Does the work inside the batch's transaction. If it throws, what it wrote is undone and nothing else is.</summary>
    public abstract void Execute(SqliteSession session);

    /// <summary>The batch is on disk. Must not block or throw.</summary>
    public abstract void Committed();

    /// <summary>Nothing of this item was written: it threw, or the whole batch could not be committed. Must not block or throw.</summary>
    public abstract void Failed(Exception fault);
}

/// <summary>A write that somebody awaits.</summary>
internal sealed class AwaitedWrite<T>(Func<SqliteSession, T> work, CancellationToken cancel) : SqliteWrite
{
    // The awaiting code must not run on the writer's thread.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Done => _done.Task;

    public override void Execute(SqliteSession session)
    {
        cancel.ThrowIfCancellationRequested(); // too late once it runs: then the outcome is told
        _result = work(session);
    }

    public override void Committed() => _done.TrySetResult(_result!);

    public override void Failed(Exception fault)
    {
        if (fault is OperationCanceledException && cancel.IsCancellationRequested)
            _done.TrySetCanceled(cancel);
        else
            _done.TrySetException(fault);
    }
}
