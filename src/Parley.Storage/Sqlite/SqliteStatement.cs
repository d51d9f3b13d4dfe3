using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Parley.Storage.Sqlite;

/// <summary>
/// A prepared statement without the ADO layer, for the append: no boxing, no reader object. Parameters and columns by number; parameters
/// from 1, columns from 0. Owner: the writer's thread.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    // Throws on a lone surrogate where the default would store something else than what was sent.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly sqlite3 _db;
    private readonly sqlite3_stmt _statement;
    private byte[] _buffer = new byte[1024];

    public SqliteStatement(SqliteSession session, string sql)
    {
        _db = session.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(_db, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement), _db);
    }

    public SqliteStatement Bind(int at, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, at, value));
        return this;
    }

    public SqliteStatement BindNull(int at)
    {
        Check(raw.sqlite3_bind_null(_statement, at));
        return this;
    }

    /// <exception cref="ArgumentException">U+0000 or a lone surrogate: not text.</exception>
    public SqliteStatement Bind(int at, string? value)
    {
        if (value is null)
            return BindNull(at);
        if (value.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("U+0000 in text.", nameof(value));
        var most = Utf8.GetMaxByteCount(value.Length);
        if (_buffer.Length < most)
            _buffer = new byte[most];
        var length = Utf8.GetBytes(value, _buffer);
        Check(raw.sqlite3_bind_text(_statement, at, _buffer.AsSpan(0, length)));
        return this;
    }

    public SqliteStatement Bind(int at, byte[]? value)
    {
        if (value is null)
            return BindNull(at);
        Check(raw.sqlite3_bind_blob(_statement, at, value));
        return this;
    }

    /// <summary>Whether there is a (further) row. The statement must be run to its end or <see cref="Reset"/>.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
            return true;
        raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, _db);
        return false;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Run() => Step();

    public void Reset() => raw.sqlite3_reset(_statement);

    public long Int64(int at) => raw.sqlite3_column_int64(_statement, at);

    public int Int32(int at) => raw.sqlite3_column_int(_statement, at);

    public bool IsNull(int at) => raw.sqlite3_column_type(_statement, at) == raw.SQLITE_NULL;

    public long? Int64OrNull(int at) => IsNull(at) ? null : Int64(at);

    public string? Text(int at) => IsNull(at) ? null : raw.sqlite3_column_text(_statement, at).utf8_to_string();

    public byte[] Bytes(int at) => raw.sqlite3_column_blob(_statement, at).ToArray();

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _db);
    }
}
