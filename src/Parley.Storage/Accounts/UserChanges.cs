using System.Globalization;
using Parley.Primitives;

namespace Parley.Storage.Accounts;

/// <summary>The log that every node polls to forget what it has cached of an account.</summary>
internal static class UserChanges
{
    // "<Unix ms> <highest number then>"
    private const string Mark = "user_changes mark";

    /// <summary>
    /// Adds a row; the last statement of its transaction. On PostgreSQL numbers are drawn at the insert but seen at the commit, so a poller
    /// could pass a number whose row is not yet visible and never read it. Writers therefore draw under a lock that they hold until their
    /// commit: rows become visible in the order of their numbers. Taken last, the lock is held for the commit only and can close no cycle.
    /// </summary>
    public static ValueTask<int> TellAsync(SqlScope sql, UserId user) => sql.ExecuteAsync(
        sql.Pick(
            sqlite: "INSERT INTO user_changes (user_id) VALUES (@user)",
            postgres: "SELECT pg_advisory_xact_lock(5791362045583327235); INSERT INTO user_changes (user_id) VALUES (@user)"),
        ("@user", user.Value));

    /// <summary>The users named after a cursor, each once, and the new cursor; below 0: only where the log ends.</summary>
    public static async ValueTask<(long Cursor, IReadOnlyList<UserId> Users)> ReadAsync(SqlScope sql, long after, int limit)
    {
        if (after < 0)
            return (await sql.FirstAsync("SELECT coalesce(max(id), 0) FROM user_changes", row => row.GetInt64(0)), []);
        var rows = await sql.ListAsync(
            "SELECT id, user_id FROM user_changes WHERE id > @after ORDER BY id LIMIT @limit",
            row => (Id: row.GetInt64(0), User: new UserId(row.GetInt64(1))),
            ("@after", after),
            ("@limit", limit));
        return rows.Count == 0 ? (after, []) : (rows[^1].Id, [.. rows.Select(row => row.User).Distinct()]);
    }

    /// <summary>
    /// Deletes what the mark covers once the mark is older than <paramref name="beforeMs"/>, then makes the next. Needs no part of the lock above:
    /// what is visible is complete up to its highest number, and the row with that number stays, so that no cursor goes back.
    /// </summary>
    public static async ValueTask<int> DeleteAsync(SqlScope sql, long beforeMs, long nowMs)
    {
        var mark = await sql.FirstAsync("SELECT value FROM meta WHERE key = @key", row => row.GetString(0).Split(' '), ("@key", Mark));
        if (mark is not null && long.Parse(mark[0], CultureInfo.InvariantCulture) >= beforeMs)
            return 0;
        var deleted = mark is null ? 0 : await sql.ExecuteAsync(
            """
            DELETE FROM user_changes
            WHERE id IN (SELECT id FROM user_changes WHERE id <= @mark ORDER BY id LIMIT @limit) AND id < (SELECT max(id) FROM user_changes)
            """,
            ("@mark", long.Parse(mark[1], CultureInfo.InvariantCulture)),
            ("@limit", OldRows.AtOnce));
        if (deleted > 0)
            return deleted; // perhaps there are more
        var (newest, _) = await ReadAsync(sql, -1, 0);
        await sql.ExecuteAsync(
            "INSERT INTO meta (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            ("@key", Mark),
            ("@value", string.Create(CultureInfo.InvariantCulture, $"{nowMs} {newest}")));
        return 0;
    }
}
