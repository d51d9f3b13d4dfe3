using Parley.Messages;
using Parley.Moderation;
using Parley.Primitives;
using Parley.Storage.Messages;

namespace Parley.Storage.Moderation;

/// <summary>What stood around a reported message: copied with the report, in its transaction.</summary>
internal static class ReportMessages
{
    private const int ReportsAtOnce = 50;

    /// <summary>Copies it.</summary>
    public static async ValueTask KeepAsync(SqlScope sql, Report report)
    {
        var kept = await sql.ExecuteAsync(
            """
            INSERT INTO report_messages (report_id, seq, message_id, sender_id, type, text, file_id, data, created_at, recalled_at)
            SELECT CAST(@report AS bigint), m.seq, m.id, m.sender_id, m.type,
                CASE WHEN m.recalled_at < @reported THEN '' ELSE m.text END,
                CASE WHEN m.recalled_at < @reported THEN 0 ELSE m.file_id END,
                CASE WHEN m.recalled_at < @reported THEN NULL ELSE m.data END,
                m.created_at, m.recalled_at
            FROM messages m
            WHERE m.conversation_id = @conversation
              AND m.seq >= (SELECT seq FROM messages WHERE id = @message) - @before
              AND m.seq <= (SELECT seq FROM messages WHERE id = @message) + @after
            """,
            ("@report", report.Id.Value),
            ("@reported", report.CreatedAt),
            ("@conversation", report.ConversationId.Value),
            ("@message", report.MessageId.Value),
            ("@before", (long)Report.KeptBefore),
            ("@after", (long)Report.KeptAfter));
        if (kept > 0)
            await sql.ExecuteAsync("UPDATE reports SET keeps = 1 WHERE id = @id", ("@id", report.Id.Value));
    }

    /// <summary>Reads it.</summary>
    public static ValueTask<List<Message>> ReadAsync(SqlScope sql, ReportId id) => sql.ListAsync(
        """
        SELECT m.message_id, r.conversation_id, m.seq, m.seq, m.sender_id, m.type, m.text, m.file_id, m.data, NULL, m.created_at, m.recalled_at
        FROM report_messages m JOIN reports r ON r.id = m.report_id WHERE m.report_id = @id ORDER BY m.seq
        """,
        MessageRows.Read,
        ("@id", id.Value));

    /// <summary>Deletes that of some reports that were decided on before a time.</summary>
    public static async Task<int> DeleteAsync(Database database, long beforeMs, CancellationToken cancel)
    {
        var ids = await database.QueryAsync(
            sql => sql.ListAsync(
                "SELECT id FROM reports WHERE keeps = 1 AND closed_at < @before ORDER BY closed_at LIMIT @limit",
                row => row.GetInt64(0),
                ("@before", beforeMs),
                ("@limit", ReportsAtOnce)),
            cancel);
        return ids.Count == 0 ? 0 : await database.TransactAsync(
            async sql =>
            {
                (string, object?)[] args = [("@ids", sql.Ids(ids))];
                await sql.ExecuteAsync($"UPDATE reports SET keeps = 0 WHERE {sql.In("id", "@ids")}", args);
                return await sql.ExecuteAsync($"DELETE FROM report_messages WHERE {sql.In("report_id", "@ids")}", args);
            },
            cancel);
    }
}
