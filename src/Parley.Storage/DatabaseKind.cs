namespace Parley.Storage;

/// <summary>Which of the two databases.</summary>
public enum DatabaseKind
{
    /// <summary>One file, one process.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, any number of nodes.</summary>
    PostgreSql,
}
