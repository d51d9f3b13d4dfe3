using System.Data.Common;

namespace Parley.Storage.Tests.Fixtures;

/// <summary>A database that counts the statements that are run on it.</summary>
internal sealed class CountingDatabase(Database inner) : Database
{
    private int _statements;

    public int Statements => _statements;

    public override DatabaseKind Kind => inner.Kind;

    public override Task<T> QueryAsync<T>(Func<SqlScope, ValueTask<T>> body, CancellationToken cancel) =>
        inner.QueryAsync(sql => body(new CountingScope(this, sql)), cancel);

    public override Task<T> TransactAsync<T>(Func<SqlScope, ValueTask<T>> body, CancellationToken cancel) =>
        inner.TransactAsync(sql => body(new CountingScope(this, sql)), cancel);

    public override string? TakenKey(Exception fault) => inner.TakenKey(fault);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask; // its owner ends it

    private sealed class CountingScope(CountingDatabase counter, SqlScope inner) : SqlScope
    {
        public override DatabaseKind Kind => inner.Kind;

        public override ValueTask<int> ExecuteAsync(string sql, params (string Name, object? Value)[] args)
        {
            Interlocked.Increment(ref counter._statements);
            return inner.ExecuteAsync(sql, args);
        }

        public override ValueTask<T?> FirstAsync<T>(string sql, Func<DbDataReader, T> map, params (string Name, object? Value)[] args)
            where T : default
        {
            Interlocked.Increment(ref counter._statements);
            return inner.FirstAsync(sql, map, args);
        }

        public override ValueTask<List<T>> ListAsync<T>(string sql, Func<DbDataReader, T> map, params (string Name, object? Value)[] args)
        {
            Interlocked.Increment(ref counter._statements);
            return inner.ListAsync(sql, map, args);
        }
    }
}
