using System.Data.Common;

namespace Parley.Storage.Tests.Statistics;

/// <summary>A database that fails after the statements whose text has these words.</summary>
internal sealed class FailingDatabase(Database inner, string words) : Database
{
    public override DatabaseKind Kind => inner.Kind;

    public override Task<T> QueryAsync<T>(Func<SqlScope, ValueTask<T>> body, CancellationToken cancel) => inner.QueryAsync(body, cancel);

    public override Task<T> TransactAsync<T>(Func<SqlScope, ValueTask<T>> body, CancellationToken cancel) =>
        inner.TransactAsync(sql => body(new FailingScope(words, sql)), cancel);

    public override string? TakenKey(Exception fault) => inner.TakenKey(fault);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask; // its owner ends it

    private sealed class FailingScope(string words, SqlScope inner) : SqlScope
    {
        public override DatabaseKind Kind => inner.Kind;

        public override async ValueTask<int> ExecuteAsync(string sql, params (string Name, object? Value)[] args) =>
            After(sql, await inner.ExecuteAsync(sql, args));

        public override async ValueTask<T?> FirstAsync<T>(string sql, Func<DbDataReader, T> map, params (string Name, object? Value)[] args)
            where T : default => After(sql, await inner.FirstAsync(sql, map, args));

        public override async ValueTask<List<T>> ListAsync<T>(string sql, Func<DbDataReader, T> map, params (string Name, object? Value)[] args) =>
            After(sql, await inner.ListAsync(sql, map, args));

        private T After<T>(string sql, T result) =>
            sql.Contains(words, StringComparison.Ordinal) ? throw new IOException("The connection is gone.") : result;
    }
}
