using System.Data.Common;
using Parley.Messages;
using Parley.Moderation;
using Parley.Primitives;

namespace Parley.Storage.Moderation;

/// <summary>Rows of reports and hits.</summary>
internal static class ModerationRows
{
    public const string ReportColumns = """
        id, tenant_id, reporter_id, target_id, message_id, conversation_id, reason, detail, evidence_type, evidence, evidence_file, counts, status, created_at, evidence_data
        """;

    /// <summary>What a report is read from: what it came in with, and what became of it.</summary>
    public const string ReportRead = ReportColumns + ", taken_by, closed_by, closed_at, note";

    public const string HitColumns = "id, tenant_id, user_id, kind, conversation_id, message_id, words, text, fingerprint, created_at, file_id";

    public static Report ReadReport(DbDataReader row) => new()
    {
        Id = new ReportId(row.GetInt64(0)),
        TenantId = new TenantId(row.GetInt64(1)),
        ReporterId = new UserId(row.GetInt64(2)),
        TargetId = new UserId(row.GetInt64(3)),
        MessageId = new MessageId(row.GetInt64(4)),
        ConversationId = new ConversationId(row.GetInt64(5)),
        Reason = row.GetString(6),
        Detail = row.TextOrNull(7),
        Evidence = row.IsDBNull(8) ? null : new MessageBody((MessageType)row.GetInt16(8), row.GetString(9), row.GetInt64(10), row.TextOrNull(14)),
        Counts = row.GetBoolean(11),
        State = (ReportState)row.GetInt16(12),
        CreatedAt = row.GetInt64(13),
        TakenBy = new UserId(row.LongOrNull(15) ?? 0),
        ClosedBy = new UserId(row.LongOrNull(16) ?? 0),
        ClosedAt = row.LongOrNull(17),
        Note = row.TextOrNull(18),
    };

    public static Hit ReadHit(DbDataReader row) => new()
    {
        Id = new HitId(row.GetInt64(0)),
        TenantId = new TenantId(row.GetInt64(1)),
        UserId = new UserId(row.GetInt64(2)),
        Kind = (HitKind)row.GetInt16(3),
        ConversationId = new ConversationId(row.GetInt64(4)),
        MessageId = new MessageId(row.GetInt64(5)),
        Words = row.TextOrNull(6),
        Text = row.GetString(7),
        Fingerprint = row.GetFieldValue<byte[]>(8),
        CreatedAt = row.GetInt64(9),
        FileId = new FileId(row.GetInt64(10)),
    };

    /// <summary>Adds a report; nothing when the same is open.</summary>
    public static ValueTask<int> InsertAsync(SqlScope sql, Report report) => sql.ExecuteAsync(
        $"""
        INSERT INTO reports ({ReportColumns}) VALUES (
            @id, @tenant, @reporter, @target, @message, @conversation, @reason, @detail, CAST(@type AS smallint), @evidence, @file, @counts, 0, @created, @data)
        ON CONFLICT (reporter_id, target_id, message_id) WHERE status < 2 DO NOTHING
        """,
        ("@id", report.Id.Value),
        ("@tenant", report.TenantId.Value),
        ("@reporter", report.ReporterId.Value),
        ("@target", report.TargetId.Value),
        ("@message", report.MessageId.Value),
        ("@conversation", report.ConversationId.Value),
        ("@reason", report.Reason),
        ("@detail", report.Detail),
        ("@type", (short?)report.Evidence?.Type),
        ("@evidence", report.Evidence?.Text),
        ("@file", report.Evidence?.FileId ?? 0),
        ("@data", report.Evidence?.Data),
        ("@counts", report.Counts),
        ("@created", report.CreatedAt));

    /// <summary>Adds a hit; nothing when the same is there within the hour.</summary>
    public static ValueTask<int> InsertAsync(SqlScope sql, Hit hit) => sql.ExecuteAsync(
        $"""
        INSERT INTO moderation_hits ({HitColumns}, hour) VALUES (
            @id, @tenant, @user, @kind, @conversation, @message, @words, @text, @fingerprint, @created, @file, @hour)
        ON CONFLICT (user_id, hour, fingerprint) DO NOTHING
        """,
        ("@id", hit.Id.Value),
        ("@tenant", hit.TenantId.Value),
        ("@user", hit.UserId.Value),
        ("@kind", (short)hit.Kind),
        ("@conversation", hit.ConversationId.Value),
        ("@message", hit.MessageId.Value),
        ("@words", hit.Words),
        ("@text", hit.Text),
        ("@fingerprint", hit.Fingerprint),
        ("@created", hit.CreatedAt),
        ("@file", hit.FileId.Value),
        ("@hour", hit.CreatedAt / 3_600_000));
}
