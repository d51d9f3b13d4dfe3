namespace Parley.Storage;

/// <summary>One of the two databases, as far as plain stores need to know it. The hot paths speak to the sealed classes below it.</summary>
internal abstract class Database : IAsyncDisposable
{
    /// <summary>Which.</summary>
    public abstract DatabaseKind Kind { get; }

    /// <summary>Runs a body that only reads. On SQLite it sees one snapshot; on PostgreSQL each statement sees its own.</summary>
    public abstract Task<T> QueryAsync<T>(Func<SqlScope, ValueTask<T>> body, CancellationToken cancel);

    /// <summary>
    /// Runs a body in one transaction and returns after the commit. It may run again after a serialisation failure or deadlock; if it throws,
    /// nothing is written.
    /// </summary>
    public abstract Task<T> TransactAsync<T>(Func<SqlScope, ValueTask<T>> body, CancellationToken cancel);

    /// <summary>Which unique key a fault says was taken (index or columns), or null for any other fault.</summary>
    public abstract string? TakenKey(Exception fault);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
