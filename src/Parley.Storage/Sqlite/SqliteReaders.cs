using System.Collections.Concurrent;

namespace Parley.Storage.Sqlite;

/// <summary>
/// The bounded pool of read-only connections. A call sees one snapshot and holds it no longer than the call, else the write-ahead log could
/// not be cut. Idle connections: a concurrent bag; how many at once: a semaphore.
/// </summary>
internal sealed class SqliteReaders(string path, int limit) : IAsyncDisposable
{
    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private readonly SemaphoreSlim _slots = new(limit);

    /// <summary>Runs a body off the caller's thread.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteSession, T> body, CancellationToken cancel)
    {
        await _slots.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => Read(body), cancel);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Waits for the reads that run, then closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < limit; i++)
            await _slots.WaitAsync();
        while (_idle.TryTake(out var session))
            await session.DisposeAsync();
        _slots.Dispose();
    }

    private T Read<T>(Func<SqliteSession, T> body)
    {
        var session = _idle.TryTake(out var idle) ? idle : SqliteSession.OpenReader(path);
        var isSound = false;
        try
        {
            session.Say("BEGIN");
            var result = body(session);
            session.Say("COMMIT");
            isSound = true;
            return result;
        }
        finally
        {
            if (isSound)
                _idle.Add(session);
            else
                session.Dispose();
        }
    }
}
