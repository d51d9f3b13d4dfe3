using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Parley.Storage.Sqlite;

/// <summary>
/// One connection with its prepared statements and the transaction words prepared once. Not thread-safe: owned by the writer's thread, or by
/// whoever took it from the readers' pool.
/// </summary>
internal sealed class SqliteSession : SqliteConnection
{
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, sqlite3_stmt> _words = new(StringComparer.Ordinal);

    private SqliteSession(string connectionString)
        : base(connectionString)
    {
    }

    /// <summary>True after SQLite has rolled the transaction back by itself (disk full, I/O error).</summary>
    public bool IsOutsideTransaction => raw.sqlite3_get_autocommit(Handle) != 0;

    /// <summary>The one connection that writes.</summary>
    public static SqliteSession OpenWriter(string path) => Open(path, """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA cache_size = -65536;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA journal_size_limit = 67108864;
        """);

    /// <summary>A connection that can't write.</summary>
    public static SqliteSession OpenReader(string path) => Open(path, """
        PRAGMA query_only = ON;
        PRAGMA cache_size = -8192;
        """);

    /// <summary>
    /// The command of this text, made on first use and kept with its parameters: the caller sets all of their values each time, and finishes one
    /// reader before it asks for the same text again.
    /// </summary>
    public SqliteCommand Prepared(string sql)
    {
        if (_prepared.TryGetValue(sql, out var command))
            return command;
        command = CreateCommand();
        command.CommandText = sql;
        _prepared.Add(sql, command);
        return command;
    }

    /// <summary>Runs a word without parameters or rows: BEGIN, SAVEPOINT, COMMIT.</summary>
    public void Say(string word)
    {
        if (!_words.TryGetValue(word, out var statement))
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(Handle, word, out statement), Handle);
            _words.Add(word, statement);
        }

        var result = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, Handle);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in _prepared.Values)
                command.Dispose();
            foreach (var statement in _words.Values)
                statement.Dispose();
        }

        base.Dispose(disposing);
    }

    private static SqliteSession Open(string path, string pragmas)
    {
        var session = new SqliteSession(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        try
        {
            session.Open();
            using var setup = session.CreateCommand();
            setup.CommandText = $"PRAGMA busy_timeout = 10000; PRAGMA mmap_size = 268435456; PRAGMA temp_store = MEMORY; {pragmas}";
            setup.ExecuteNonQuery();
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
