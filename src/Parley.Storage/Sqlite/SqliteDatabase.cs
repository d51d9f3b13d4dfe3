using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Parley.Storage.Migrations;
using SQLitePCL;

namespace Parley.Storage.Sqlite;

/// <summary>One SQLite file: its writer, its readers and its lock.</summary>
internal sealed class SqliteDatabase : Database
{
    private readonly SqliteFileLock? _lock;
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;

    private SqliteDatabase(string path, int readers, SqliteFileLock? fileLock, ILogger log)
    {
        _lock = fileLock;
        _writer = new SqliteWriter(SqliteSession.OpenWriter(path), log);
        _readers = new SqliteReaders(path, readers);
    }

    public override DatabaseKind Kind => DatabaseKind.Sqlite;

    /// <summary>Takes the lock, migrates and opens.</summary>
    /// <exception cref="StorageException">A server runs on the file, or its schema is not one this program can work with.</exception>
    public static async Task<SqliteDatabase> OpenAsync(
        string path, IReadOnlyList<Migration> migrations, StorageOptions options, TimeProvider clock, ILogger log, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var fileLock = SqliteFileLock.TryTake(path);
        try
        {
            if (fileLock is null && !options.Shared)
                throw new StorageException($"{path} is in use by a running server: stop it first.");
            var mayMigrate = options.Migrate && fileLock is not null;
            await Task.Run(() => new SqliteMigrator(path, migrations, clock, log).Run(mayMigrate), cancel);
            return new SqliteDatabase(path, options.Readers, fileLock, log);
        }
        catch
        {
            fileLock?.Dispose();
            throw;
        }
    }

    /// <summary>Queues an item for the writer's thread.</summary>
    public void Enqueue(SqliteWrite item) => _writer.Enqueue(item);

    /// <summary>Runs a body on the writer's thread, in a transaction that it may share with others; returns after the commit.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> body, CancellationToken cancel)
    {
        var item = new AwaitedWrite<T>(body, cancel);
        _writer.Enqueue(item);
        return item.Done;
    }

    /// <summary>Runs a body on a read-only connection and one snapshot, off the caller's thread.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteSession, T> body, CancellationToken cancel) => _readers.ReadAsync(body, cancel);

    public override Task<T> QueryAsync<T>(Func<SqlScope, ValueTask<T>> body, CancellationToken cancel) =>
        ReadAsync(session => SqliteScope.Run(session, body), cancel);

    public override Task<T> TransactAsync<T>(Func<SqlScope, ValueTask<T>> body, CancellationToken cancel) =>
        WriteAsync(session => SqliteScope.Run(session, body), cancel);

    public override string? TakenKey(Exception fault) =>
        fault is SqliteException { SqliteExtendedErrorCode: raw.SQLITE_CONSTRAINT_UNIQUE } unique ? unique.Message : null;

    public override async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync();
        await _writer.DisposeAsync(); // last: closing the last connection empties the write-ahead log
        _lock?.Dispose();
    }
}
