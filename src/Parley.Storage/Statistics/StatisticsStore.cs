using Parley.Primitives;
using Parley.Statistics;

namespace Parley.Storage.Statistics;

/// <summary>Sums of what was done, and what is still to be added to them.</summary>
internal sealed class StatisticsStore(Database database) : IStatisticsStore
{
    private const int FoldedAtOnce = 2000;
    private const long LockKey = 0x5061_726C_6579_0028; // 'Parley', and this table's migration

    public Task NoteSeenAsync(IReadOnlyCollection<UserId> users, long seenAt, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            await StatisticsWriting.NoteSeenAsync(sql, users.Select(user => user.Value), StatisticSpan.HourOf(seenAt));
            return 0;
        },
        cancel);

    public async Task<bool> FoldAsync(CancellationToken cancel)
    {
        var any = await database.QueryAsync(sql => sql.FirstAsync("SELECT id FROM statistics_changes LIMIT 1", row => row.GetInt64(0)), cancel);
        return any != 0 && await database.TransactAsync(FoldAsync, cancel) >= FoldedAtOnce;
    }

    public async Task<IReadOnlyList<StatisticSum>> ReadAsync(TenantId tenant, StatisticGrain grain, long from, long to, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                ReadSql(grain),
                row => new StatisticSum(row.GetInt64(0), (StatisticMetric)row.GetInt16(1), row.GetInt64(2)),
                ("@tenant", tenant.Value),
                ("@from", from),
                ("@to", to)),
            cancel);

    /// <summary>What a reader asks: of the sums alone.</summary>
    internal static string ReadSql(StatisticGrain grain)
    {
        var span = grain == StatisticGrain.Hour ? "hour" : "day";
        return $"SELECT {span}, metric, value FROM statistics_{span}s WHERE tenant_id = @tenant AND {span} >= @from AND {span} < @to ORDER BY {span}";
    }

    public async Task<int> ForgetPeopleAsync(long beforeMs, CancellationToken cancel)
    {
        var hour = StatisticSpan.HourOf(beforeMs);
        (string, object?)[] args = [("@hour", hour), ("@day", -StatisticSpan.DayOf(hour)), ("@limit", OldRows.AtOnce)];
        const string Old = "(span >= 0 AND span < @hour) OR (span < 0 AND span > @day)";
        var any = await database.QueryAsync(sql => sql.FirstAsync($"SELECT 1 FROM statistics_people WHERE {Old} LIMIT 1", row => row.GetInt32(0), args), cancel);
        return any == 0 ? 0 : await database.TransactAsync(
            sql => sql.ExecuteAsync(
                $"DELETE FROM statistics_people WHERE (span, user_id) IN (SELECT span, user_id FROM statistics_people WHERE {Old} LIMIT @limit)", args),
            cancel);
    }

    private static async ValueTask<int> FoldAsync(SqlScope sql)
    {
        // One node at a time, so that two never wait for each other's sums.
        if (sql.Kind == DatabaseKind.PostgreSql && !await sql.FirstAsync("SELECT pg_try_advisory_xact_lock(@key)", row => row.GetBoolean(0), ("@key", LockKey)))
            return 0;
        // What is deleted here is what is added: on PostgreSQL rows become visible in no order, so none is taken by its number's being small.
        var taken = await sql.ListAsync(
            "DELETE FROM statistics_changes WHERE id IN (SELECT id FROM statistics_changes ORDER BY id LIMIT @most) RETURNING tenant_id, hour, metric, amount",
            row => (Tenant: row.GetInt64(0), Hour: row.GetInt64(1), Metric: (StatisticMetric)row.GetInt16(2), Amount: row.GetInt64(3)),
            ("@most", FoldedAtOnce));
        var sums = new SortedDictionary<(long Tenant, long Hour, StatisticMetric Metric), long>();
        foreach (var one in taken)
        {
            foreach (var tenant in (long[])[one.Tenant, 0])
                sums[(tenant, one.Hour, one.Metric)] = sums.GetValueOrDefault((tenant, one.Hour, one.Metric)) + one.Amount;
        }

        // Who is active in an hour says nothing of the day, and the other way round.
        await AddAsync(sql, "hour", sums.Where(sum => sum.Key.Metric != StatisticMetric.ActiveInDay), hour => hour);
        await AddAsync(sql, "day", sums.Where(sum => sum.Key.Metric != StatisticMetric.ActiveInHour), StatisticSpan.DayOf);
        return taken.Count;
    }

    private static async ValueTask AddAsync(
        SqlScope sql, string column, IEnumerable<KeyValuePair<(long Tenant, long Hour, StatisticMetric Metric), long>> sums, Func<long, long> spanOf)
    {
        var rows = sums.GroupBy(sum => (sum.Key.Tenant, Span: spanOf(sum.Key.Hour), sum.Key.Metric), sum => sum.Value)
            .Select(sum => (long[])[sum.Key.Tenant, sum.Key.Span, (long)sum.Key.Metric, sum.Sum()]);
        await sql.ExecuteAsync(
            $"""
            INSERT INTO statistics_{column}s (tenant_id, {column}, metric, value)
            SELECT t.a, t.b, CAST(t.c AS smallint), t.d FROM {NumberRows.Table(sql, "@rows")} t WHERE t.a >= 0
            ON CONFLICT (tenant_id, {column}, metric) DO UPDATE SET value = statistics_{column}s.value + excluded.value
            """,
            ("@rows", NumberRows.Of(rows)));
    }
}
