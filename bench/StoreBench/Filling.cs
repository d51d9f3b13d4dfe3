using System.Diagnostics;
using Parley.Storage;

namespace Parley.StoreBench;

/// <summary>
/// Makes a database large: so many more messages in the conversations that are there, by turns, as they would have come in, so that no conversation's lie side by
/// side. No server may run meanwhile.
/// </summary>
internal static class Filling
{
    private const int Turns = 100;

    public static async Task RunAsync(Stores stores, long messages, int days)
    {
        var watch = Stopwatch.StartNew();
        var conversations = await stores.Database.QueryAsync(
            sql => sql.FirstAsync("SELECT count(*) FROM conversations WHERE low_user IS NOT NULL", row => row.GetInt64(0)), CancellationToken.None);
        var rounds = Math.Max(1, messages / (conversations * Turns));
        var span = (long)TimeSpan.FromDays(days).TotalMilliseconds;
        await stores.Database.TransactAsync(sql => sql.ExecuteAsync("UPDATE conversations SET last_message_at = last_message_at - @span", ("@span", span)), CancellationToken.None);
        for (var round = 0L; round < rounds; round++)
            await stores.Database.TransactAsync(sql => AddAsync(sql, (round * Turns * conversations) + 1, conversations, Math.Max(1, span / (rounds * Turns))), CancellationToken.None);
        await stores.Database.TransactAsync(sql => FinishAsync(sql, stores.Kind), CancellationToken.None);
        if (days > 0)
            await stores.Database.TransactAsync(Counting.ForgetAsync, CancellationToken.None);
        Console.WriteLine($"{stores.Kind}: {rounds * Turns * conversations:N0} messages more in {conversations:N0} conversations, filled in {watch.Elapsed.TotalSeconds:F0} s");
    }

    // The ids are small ones, which no generator makes.
    private static async ValueTask<int> AddAsync(SqlScope sql, long first, long conversations, long apart)
    {
        await sql.ExecuteAsync(
            """
            INSERT INTO messages (id, conversation_id, seq, rev, sender_id, type, text, created_at)
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @turns),
            c AS (SELECT id, low_user, high_user, last_seq, rev, last_message_at, row_number() OVER (ORDER BY id) - 1 AS place FROM conversations WHERE low_user IS NOT NULL)
            SELECT @first + (n.i - 1) * @conversations + c.place, c.id, c.last_seq + n.i, c.rev + n.i, CASE WHEN n.i % 2 = 0 THEN c.low_user ELSE c.high_user END, 1,
                   '消息 ' || CAST(c.last_seq + n.i AS text) || '：师傅您好，请问周六上午可以上门吗？', c.last_message_at + n.i * @apart
            FROM n CROSS JOIN c ORDER BY n.i, c.id
            """,
            ("@turns", Turns),
            ("@apart", apart),
            ("@first", first),
            ("@conversations", conversations));
        await sql.ExecuteAsync(
            "UPDATE conversations SET last_seq = last_seq + @turns, rev = rev + @turns, last_message_at = last_message_at + @turns * @apart WHERE low_user IS NOT NULL",
            ("@turns", Turns),
            ("@apart", apart));
        return await sql.ExecuteAsync(
            "UPDATE participants SET own_sent = own_sent + @half WHERE conversation_id IN (SELECT id FROM conversations WHERE low_user IS NOT NULL)", ("@half", Turns / 2));
    }

    // The index of words is not what is measured: it is told that it has them, and so are the statistics (Counting). PostgreSQL's own housekeeping, which would come by and by, is done at once.
    private static async ValueTask<int> FinishAsync(SqlScope sql, DatabaseKind kind)
    {
        var marks = await sql.ExecuteAsync(
            """
            INSERT INTO search_marks (conversation_id, rev, counted_seq) SELECT id, rev, last_seq FROM conversations WHERE true
            ON CONFLICT (conversation_id) DO UPDATE SET rev = excluded.rev, counted_seq = excluded.counted_seq
            """);
        if (kind == DatabaseKind.PostgreSql)
            await sql.ExecuteAsync("ANALYZE");
        return marks;
    }
}
