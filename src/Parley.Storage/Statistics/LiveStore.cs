using System.Text.Json;
using Parley.Primitives;
using Parley.Statistics;
using Parley.Storage.Jobs;

namespace Parley.Storage.Statistics;

/// <summary>What each node says of itself, and what waits for all of them. At most a row a node; whoever left one behind has it deleted by the others.</summary>
internal sealed class LiveStore(Database database, TimeProvider clock) : ILiveStore
{
    private static readonly long Forgotten = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    public Task WriteAsync(string owner, NodeFigures figures, CancellationToken cancel)
    {
        var text = JsonSerializer.Serialize(figures, LiveJson.Default.NodeFigures);
        return database.TransactAsync(
            async sql =>
            {
                await sql.ExecuteAsync(
                    $"""
                    INSERT INTO live_nodes (owner, at, figures) VALUES (@owner, {Now(sql)}, @figures)
                    ON CONFLICT (owner) DO UPDATE SET at = excluded.at, figures = excluded.figures
                    """,
                    ("@owner", owner),
                    ("@figures", text),
                    ("@now", clock.NowMs()));
                return await sql.ExecuteAsync($"DELETE FROM live_nodes WHERE at < {Now(sql)} - @life", ("@life", Forgotten), ("@now", clock.NowMs()));
            },
            cancel);
    }

    public Task RemoveAsync(string owner, CancellationToken cancel) =>
        database.TransactAsync(sql => sql.ExecuteAsync("DELETE FROM live_nodes WHERE owner = @owner", ("@owner", owner)), cancel);

    public async Task<IReadOnlyList<NodeFigures>> ReadAsync(TimeSpan life, CancellationToken cancel)
    {
        var texts = await database.QueryAsync(
            sql => sql.ListAsync(
                $"SELECT figures FROM live_nodes WHERE at >= {Now(sql)} - @life",
                row => row.GetString(0),
                ("@life", (long)life.TotalMilliseconds),
                ("@now", clock.NowMs())),
            cancel);
        return texts.ConvertAll(text => JsonSerializer.Deserialize(text, LiveJson.Default.NodeFigures)!);
    }

    public Task<LiveBacklog> CountBacklogAsync(TenantId tenant, CancellationToken cancel) => database.QueryAsync(
        async sql =>
        {
            (string, object?)[] args = [("@most", LiveBacklog.MostCounted), ("@tenant", tenant.Value)];
            var (waiting, running) = await sql.FirstAsync(
                """
                SELECT count(*) - count(j.lease_owner), count(j.lease_owner) FROM (SELECT lease_owner FROM jobs WHERE dead_at IS NULL LIMIT @most) j
                """,
                row => ((int)row.GetInt64(0), (int)row.GetInt64(1)),
                args);
            var dead = await CountAsync(sql, "jobs WHERE dead_at IS NOT NULL", args);
            var reports = await CountAsync(sql, $"reports WHERE status < 2 {(tenant.IsNone ? "" : "AND tenant_id = @tenant")}", args);
            return new LiveBacklog(waiting, running, dead, reports);
        },
        cancel);

    private static ValueTask<int> CountAsync(SqlScope sql, string rows, (string, object?)[] args) =>
        sql.FirstAsync($"SELECT count(*) FROM (SELECT 1 FROM {rows} LIMIT @most) r", row => (int)row.GetInt64(0), args);

    private static string Now(SqlScope sql) => sql.Pick(sqlite: "@now", postgres: JobInserts.PostgresNow);
}
