using System.Data.Common;

namespace Parley.Storage;

/// <summary>
/// What one read or one transaction may ask, the same on both databases, so that a store's statements are written once. On SQLite every call
/// completes before it returns (the caller runs on the writer's thread or a reader's): a body awaits nothing but this.
/// </summary>
internal abstract class SqlScope
{
    /// <summary>For the few statements that differ.</summary>
    public abstract DatabaseKind Kind { get; }

    /// <summary>Runs a statement; returns how many rows it wrote.</summary>
    public abstract ValueTask<int> ExecuteAsync(string sql, params (string Name, object? Value)[] args);

    /// <summary>The first row, or the default when there is none.</summary>
    public abstract ValueTask<T?> FirstAsync<T>(string sql, Func<DbDataReader, T> map, params (string Name, object? Value)[] args);

    /// <summary>All rows.</summary>
    public abstract ValueTask<List<T>> ListAsync<T>(string sql, Func<DbDataReader, T> map, params (string Name, object? Value)[] args);

    /// <summary>The one of two texts that this database speaks.</summary>
    public string Pick(string sqlite, string postgres) => Kind == DatabaseKind.Sqlite ? sqlite : postgres;

    /// <summary>A list of ids as one parameter (an array, or on SQLite a JSON array), so that the statement's text does not depend on how many.</summary>
    public object Ids(IEnumerable<long> ids) => Kind == DatabaseKind.Sqlite ? $"[{string.Join(',', ids)}]" : ids.ToArray();

    /// <summary>The condition that a column is in such a list.</summary>
    public string In(string column, string name) =>
        Pick(sqlite: $"{column} IN (SELECT value FROM json_each({name}))", postgres: $"{column} = ANY({name})");
}
