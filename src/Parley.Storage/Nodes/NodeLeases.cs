using Parley.Primitives;

namespace Parley.Storage.Nodes;

/// <summary>
/// Node numbers, at most 64 rows. Who acquires is ordered by SQLite's one writer, and on PostgreSQL by an advisory lock, so two never take
/// the same number. Time is the database's: on SQLite that is this process's clock, since it is the only one.
/// </summary>
internal sealed class NodeLeases(Database database, TimeProvider clock) : INodeLeases
{
    private const int Numbers = 64;
    private const long LockKey = 0x5061_726C_6579_0002; // 'Parley', 2

    public Task<NodeLease?> AcquireAsync(string owner, TimeSpan duration, TimeSpan ahead, long nowMs, CancellationToken cancel) =>
        database.TransactAsync(
            async sql =>
            {
                if (sql.Kind == DatabaseKind.PostgreSql)
                    await sql.ExecuteAsync("SELECT pg_advisory_xact_lock(@key)", ("@key", LockKey));
                var time = await ReadTimeAsync(sql);
                var rows = await sql.ListAsync("SELECT node, owner, expires_at, high_water_ms FROM nodes ORDER BY node", Row.Read);
                if (LowestFree(rows, time) is not { } node)
                    return null;

                var mark = rows.Find(row => row.Node == node)?.Mark ?? 0;
                var lease = new NodeLease(node, mark, Math.Max(nowMs, mark) + Ms(ahead));
                await sql.ExecuteAsync(
                    """
                    INSERT INTO nodes (node, owner, expires_at, high_water_ms) VALUES (@node, @owner, @expires, @mark)
                    ON CONFLICT (node) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at, high_water_ms = excluded.high_water_ms
                    """,
                    ("@node", node),
                    ("@owner", owner),
                    ("@expires", time + Ms(duration)),
                    ("@mark", lease.HighWaterMs));
                return lease;
            },
            cancel);

    public Task<NodeLease?> RenewAsync(int node, string owner, TimeSpan duration, TimeSpan ahead, long nowMs, CancellationToken cancel) =>
        database.TransactAsync(
            async sql =>
            {
                var forUpdate = sql.Pick(sqlite: "", postgres: "FOR UPDATE");
                var held = await sql.FirstAsync(
                    $"SELECT node, owner, expires_at, high_water_ms FROM nodes WHERE node = @node AND owner = @owner {forUpdate}",
                    Row.Read,
                    ("@node", node),
                    ("@owner", owner));
                if (held is null)
                    return null;

                // A clock far behind the mark (set back, or after quick restarts) still needs room for ids: it grows, slower than time passes.
                var mark = Math.Max(nowMs + Ms(ahead), nowMs + Ms(ahead) < held.Mark ? held.Mark + (Ms(ahead) / 8) : held.Mark);
                await sql.ExecuteAsync(
                    "UPDATE nodes SET expires_at = @expires, high_water_ms = @mark WHERE node = @node",
                    ("@node", node),
                    ("@expires", await ReadTimeAsync(sql) + Ms(duration)),
                    ("@mark", mark));
                return new NodeLease(node, held.Mark, mark);
            },
            cancel);

    public Task ReleaseAsync(int node, string owner, CancellationToken cancel) =>
        database.TransactAsync(
            sql => sql.ExecuteAsync(
                "UPDATE nodes SET owner = NULL, expires_at = 0 WHERE node = @node AND owner = @owner", ("@node", node), ("@owner", owner)),
            cancel);

    private static int? LowestFree(List<Row> rows, long time)
    {
        var held = rows.Where(row => row.Owner is not null && row.ExpiresAt > time).Select(row => row.Node).ToHashSet();
        for (var node = 0; node < Numbers; node++)
        {
            if (!held.Contains(node))
                return node;
        }

        return null;
    }

    private static long Ms(TimeSpan span) => (long)span.TotalMilliseconds;

    private ValueTask<long> ReadTimeAsync(SqlScope sql) => sql.Kind == DatabaseKind.Sqlite
        ? ValueTask.FromResult(clock.NowMs())
        : sql.FirstAsync("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint", row => row.GetInt64(0));

    private sealed record Row(int Node, string? Owner, long ExpiresAt, long Mark)
    {
        public static Row Read(System.Data.Common.DbDataReader row) => new(row.GetInt32(0), row.TextOrNull(1), row.GetInt64(2), row.GetInt64(3));
    }
}
