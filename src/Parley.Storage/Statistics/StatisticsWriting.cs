using Parley.Primitives;
using Parley.Statistics;

namespace Parley.Storage.Statistics;

/// <summary>Notes, in the transaction of what happens, what is to be added to the sums. Each note is a row of its own, so nobody waits for another.</summary>
internal static class StatisticsWriting
{
    /// <summary>Adds to one sum.</summary>
    /// <param name="atMs">In whose hour, Unix ms.</param>
    public static async ValueTask AddAsync(SqlScope sql, TenantId tenant, StatisticMetric metric, long atMs, long amount = 1) =>
        await AddHourAsync(sql, tenant.Value, metric, StatisticSpan.HourOf(atMs), amount);

    /// <summary>Counts those of these people that are not counted yet for the hour, and for its day.</summary>
    public static async ValueTask NoteSeenAsync(SqlScope sql, IEnumerable<long> users, long hour)
    {
        var ids = sql.Ids(users);
        var day = StatisticSpan.DayOf(hour);
        await CountAsync(hour, StatisticMetric.ActiveInHour, hour);
        await CountAsync(-day, StatisticMetric.ActiveInDay, day * 24);

        async ValueTask CountAsync(long span, StatisticMetric metric, long at)
        {
            var tenants = await sql.ListAsync(
                $"""
                INSERT INTO statistics_people (span, user_id, tenant_id)
                SELECT @span, u.id, u.tenant_id FROM users u
                WHERE {sql.In("u.id", "@ids")} AND NOT EXISTS (SELECT 1 FROM statistics_people p WHERE p.span = @span AND p.user_id = u.id)
                ORDER BY u.id ON CONFLICT DO NOTHING RETURNING tenant_id
                """,
                row => row.GetInt64(0),
                ("@span", span),
                ("@ids", ids));
            foreach (var tenant in tenants.CountBy(tenant => tenant))
                await AddHourAsync(sql, tenant.Key, metric, at, tenant.Value);
        }
    }

    /// <summary>Adds to one sum of an hour.</summary>
    public static async ValueTask AddHourAsync(SqlScope sql, long tenant, StatisticMetric metric, long hour, long amount) => await sql.ExecuteAsync(
        "INSERT INTO statistics_changes (tenant_id, hour, metric, amount) VALUES (@tenant, @hour, @metric, @amount)",
        ("@tenant", tenant),
        ("@hour", hour),
        ("@metric", (short)metric),
        ("@amount", amount));
}
