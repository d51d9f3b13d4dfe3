using Parley.Statistics;

namespace Parley.Storage.Statistics;

/// <summary>
/// Counts messages in the transaction that takes them into the index of words, under the lock that it has on the conversations' marks: each
/// message once, whatever ends where. A mark of its own says how far (by <c>seq</c>, which a recall leaves as it is), so the index can be made anew.
/// </summary>
internal static class MessageCounting
{
    // What the server writes into conversations: lines of its own and orders' steps.
    private const string ByPeople = "m.type NOT IN (4, 7)";

    /// <summary>Counts what is new in conversations whose marks are held.</summary>
    /// <param name="conversations">Each with how many messages at most: all where the index is up to date now, for it may not come again.</param>
    /// <param name="nowMs">Who wrote long before is not counted as active then.</param>
    public static async ValueTask CountAsync(SqlScope sql, IReadOnlyList<(long Id, long Most)> conversations, long nowMs)
    {
        var table = NumberRows.Table(sql, "@rows");
        var news = await sql.ListAsync(
            $"""
            SELECT c.id, k.counted_seq, CASE WHEN c.last_seq - k.counted_seq > t.b THEN k.counted_seq + t.b ELSE c.last_seq END, c.tenant_id
            FROM {table} t JOIN search_marks k ON k.conversation_id = t.a JOIN conversations c ON c.id = t.a WHERE c.last_seq > k.counted_seq
            """,
            row => (Id: row.GetInt64(0), From: row.GetInt64(1), To: row.GetInt64(2), Tenant: row.GetInt64(3)),
            ("@rows", NumberRows.Of(conversations.Select(one => (long[])[one.Id, one.Most]))));
        if (news.Count == 0)
            return;
        var rows = NumberRows.Of(news.Select(one => (long[])[one.Id, one.From, one.To, one.Tenant]));
        var counts = await sql.ListAsync(
            $"""
            SELECT t.d, m.created_at / 3600000, m.sender_id, count(*)
            FROM {table} t JOIN messages m ON m.conversation_id = t.a AND m.seq > t.b AND m.seq <= t.c WHERE {ByPeople} GROUP BY 1, 2, 3
            """,
            row => (Tenant: row.GetInt64(0), Hour: row.GetInt64(1), Sender: row.GetInt64(2), Count: row.GetInt64(3)),
            ("@rows", rows));
        await sql.ExecuteAsync(
            $"UPDATE search_marks SET counted_seq = t.c FROM {table} t WHERE search_marks.conversation_id = t.a", ("@rows", rows));

        foreach (var sum in counts.GroupBy(one => (one.Tenant, one.Hour)))
            await StatisticsWriting.AddHourAsync(sql, sum.Key.Tenant, StatisticMetric.Messages, sum.Key.Hour, sum.Sum(one => one.Count));
        var oldest = StatisticSpan.HourOf(nowMs - (long)StatisticSpan.Memory.TotalMilliseconds);
        foreach (var hour in counts.Where(one => one.Hour >= oldest).GroupBy(one => one.Hour).OrderBy(hour => hour.Key))
            await StatisticsWriting.NoteSeenAsync(sql, hour.Select(one => one.Sender).Distinct(), hour.Key);
    }
}
