using System.Diagnostics;
using Parley.Statistics;
using Parley.Storage;
using Parley.Storage.Statistics;

namespace Parley.StoreBench;

/// <summary>
/// Shows what an update from a version without statistics has to count, and how the statistics of a day are read afterwards. No server may run
/// meanwhile.
/// </summary>
internal static class Counting
{
    /// <summary>Forgets what was counted, and that it was: whoever opens the database next counts all of it by the update's own script.</summary>
    public static async ValueTask<int> ForgetAsync(SqlScope sql)
    {
        foreach (var table in (string[])["changes", "hours", "days", "people"])
            await sql.ExecuteAsync($"DELETE FROM statistics_{table}");
        return await sql.ExecuteAsync("DELETE FROM schema_migrations WHERE name = '0029_statistics_counted'");
    }

    /// <param name="opened">How long it took to open the database, which counted.</param>
    public static async Task RunAsync(Stores stores, TimeSpan opened)
    {
        var watch = Stopwatch.StartNew();
        while (await stores.Statistics.FoldAsync(CancellationToken.None))
        {
        }

        Console.WriteLine($"{stores.Kind}: counted what is there in {opened.TotalSeconds:F1} s, added up in {watch.Elapsed.TotalSeconds:F1} s");
        foreach (var line in await stores.Database.QueryAsync(ReadAsync, CancellationToken.None))
            Console.WriteLine($"  {line}");
    }

    // The sums against the rows, then how a day's sums of all tenants are read.
    private static async ValueTask<List<string>> ReadAsync(SqlScope sql)
    {
        var there = await sql.FirstAsync("SELECT count(*) FROM messages WHERE type NOT IN (4, 7)", row => row.GetInt64(0));
        var summed = await sql.FirstAsync("SELECT CAST(sum(value) AS bigint) FROM statistics_days WHERE tenant_id = 0 AND metric = 1", row => row.GetInt64(0));
        var hour = await sql.FirstAsync("SELECT max(hour) FROM statistics_hours WHERE metric = 1", row => row.GetInt64(0));
        var plan = await sql.ListAsync(
            $"{sql.Pick(sqlite: "EXPLAIN QUERY PLAN", postgres: "EXPLAIN (ANALYZE, BUFFERS)")} {StatisticsStore.ReadSql(StatisticGrain.Hour)}",
            row => row.GetString(sql.Kind == DatabaseKind.Sqlite ? 3 : 0),
            ("@tenant", 0L),
            ("@from", hour - 23),
            ("@to", hour + 1));
        return [$"{there:N0} messages in the rows, {summed:N0} in the sums", .. plan];
    }
}
