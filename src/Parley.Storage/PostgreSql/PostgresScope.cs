using System.Data.Common;
using Npgsql;

namespace Parley.Storage.PostgreSql;

/// <summary>Shared statements on a PostgreSQL connection (and its transaction, if it has one).</summary>
internal sealed class PostgresScope(NpgsqlConnection connection, CancellationToken cancel) : SqlScope
{
    public override DatabaseKind Kind => DatabaseKind.PostgreSql;

    public override async ValueTask<int> ExecuteAsync(string sql, params (string Name, object? Value)[] args)
    {
        await using var command = Bind(sql, args);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    public override async ValueTask<T?> FirstAsync<T>(string sql, Func<DbDataReader, T> map, params (string Name, object? Value)[] args)
        where T : default
    {
        await using var command = Bind(sql, args);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        return await rows.ReadAsync(cancel) ? map(rows) : default;
    }

    public override async ValueTask<List<T>> ListAsync<T>(string sql, Func<DbDataReader, T> map, params (string Name, object? Value)[] args)
    {
        await using var command = Bind(sql, args);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var all = new List<T>();
        while (await rows.ReadAsync(cancel))
            all.Add(map(rows));
        return all;
    }

    private NpgsqlCommand Bind(string sql, (string Name, object? Value)[] args)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var (name, value) in args)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
