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
}
