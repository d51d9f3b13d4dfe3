using Npgsql;

namespace Parley.Storage;

/// <summary>
/// Where the data lives: <c>sqlite:PATH</c>, <c>postgres://user:password@host:port/database?key=value</c> (keys are Npgsql's), or
/// <c>postgres:Host=…;Database=…</c>. Its text never shows the password.
/// </summary>
public sealed class DatabaseUrl
{
    private const string SqliteScheme = "sqlite:";

    private DatabaseUrl(DatabaseKind kind, string target)
    {
        Kind = kind;
        Target = target;
    }

    /// <summary>Which database.</summary>
    public DatabaseKind Kind { get; }

    /// <summary>SQLite: the file's full path. PostgreSQL: Npgsql's connection string. May hold a password: never log it.</summary>
    internal string Target { get; }

    /// <summary>Reads a URL.</summary>
    /// <exception cref="FormatException">It is none; the message says what is wrong with it.</exception>
    public static DatabaseUrl Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith(SqliteScheme, StringComparison.OrdinalIgnoreCase))
            return new DatabaseUrl(DatabaseKind.Sqlite, SqlitePath(text[SqliteScheme.Length..]));
        if (text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
            return new DatabaseUrl(DatabaseKind.PostgreSql, PostgresUrl.ToConnectionString(text));
        if (text.StartsWith("postgres:", StringComparison.OrdinalIgnoreCase))
            return new DatabaseUrl(DatabaseKind.PostgreSql, PostgresUrl.Check(text["postgres:".Length..]));
        throw new FormatException("The database must be 'sqlite:PATH' or 'postgres://user:password@host:port/database'.");
    }

    /// <summary>For logs: without the password.</summary>
    public override string ToString()
    {
        if (Kind == DatabaseKind.Sqlite)
            return SqliteScheme + Target;
        var parts = new NpgsqlConnectionStringBuilder(Target);
        return $"postgres://{parts.Username}@{parts.Host}:{parts.Port}/{parts.Database}";
    }

    private static string SqlitePath(string path)
    {
        if (path.StartsWith("//", StringComparison.Ordinal))
            path = path[2..]; // sqlite://PATH and sqlite:///PATH are written as often
        if (string.IsNullOrWhiteSpace(path))
            throw new FormatException("The database 'sqlite:' names no file: write 'sqlite:PATH'.");
        if (path.Contains(":memory:", StringComparison.OrdinalIgnoreCase))
            throw new FormatException("The database 'sqlite::memory:' would forget everything: write 'sqlite:PATH'.");
        return Path.GetFullPath(path);
    }
}
