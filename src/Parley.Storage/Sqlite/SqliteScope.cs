using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Parley.Storage.Sqlite;

/// <summary>Shared statements on a SQLite connection; completes before it returns.</summary>
internal sealed class SqliteScope(SqliteSession session) : SqlScope
{
    public override DatabaseKind Kind => DatabaseKind.Sqlite;

    /// <summary>Runs a shared body to its end on this thread.</summary>
    public static T Run<T>(SqliteSession session, Func<SqlScope, ValueTask<T>> body)
    {
        var running = body(new SqliteScope(session));
        if (!running.IsCompleted)
            throw new InvalidOperationException("A SQLite body awaited something other than its scope.");
        return running.GetAwaiter().GetResult(); // completed: takes the result or throws its fault
    }

    public override ValueTask<int> ExecuteAsync(string sql, params (string Name, object? Value)[] args) =>
        ValueTask.FromResult(Bind(sql, args).ExecuteNonQuery());

    public override ValueTask<T?> FirstAsync<T>(string sql, Func<DbDataReader, T> map, params (string Name, object? Value)[] args)
        where T : default
    {
        using var rows = Bind(sql, args).ExecuteReader();
        return ValueTask.FromResult(rows.Read() ? map(rows) : default);
    }

    public override ValueTask<List<T>> ListAsync<T>(string sql, Func<DbDataReader, T> map, params (string Name, object? Value)[] args)
    {
        using var rows = Bind(sql, args).ExecuteReader();
        var all = new List<T>();
        while (rows.Read())
            all.Add(map(rows));
        return ValueTask.FromResult(all);
    }

    private SqliteCommand Bind(string sql, (string Name, object? Value)[] args)
    {
        var command = session.Prepared(sql);
        command.Parameters.Clear();
        foreach (var (name, value) in args)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
