using Parley.Primitives;

namespace Parley.Storage.Accounts;

/// <summary>The log that every node polls to forget what it has cached of an account.</summary>
internal static class UserChanges
{
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
}
