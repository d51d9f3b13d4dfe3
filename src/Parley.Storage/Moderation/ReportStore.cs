using Parley.Messages;
using Parley.Moderation;
using Parley.Notifications;
using Parley.Primitives;
using Parley.Storage.Notifications;

namespace Parley.Storage.Moderation;

/// <summary>Reports, for those who decide on them.</summary>
internal sealed class ReportStore(Database database) : IReportStore
{
    private const string ById = $"SELECT {ModerationRows.ReportRead} FROM reports WHERE id = @id AND (@tenant = 0 OR tenant_id = @tenant)";

    public async Task<IReadOnlyList<Report>> ListAsync(TenantId tenant, UserId notOf, ReportState? state, ReportId before, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                $"""
                SELECT {ModerationRows.ReportRead} FROM reports
                WHERE tenant_id = @tenant AND id < @before AND reporter_id <> @notOf AND target_id <> @notOf {(state is null ? "" : "AND status = @state")} ORDER BY id DESC LIMIT @limit
                """,
                ModerationRows.ReadReport,
                ("@tenant", tenant.Value),
                ("@notOf", notOf.Value),
                ("@before", before.IsNone ? long.MaxValue : before.Value),
                ("@state", (short)(state ?? 0)),
                ("@limit", limit)),
            cancel);

    public Task<Report?> FindAsync(TenantId tenant, ReportId id, CancellationToken cancel) =>
        database.QueryAsync(sql => FindAsync(sql, tenant, id), cancel);

    public async Task<IReadOnlyList<Message>> ReadMessagesAsync(ReportId id, CancellationToken cancel) =>
        await database.QueryAsync(sql => ReportMessages.ReadAsync(sql, id), cancel);

    public Task<Outcome<(Report Report, Notification? Told)>> StepAsync(TenantId tenant, ReportId id, ReportStep step, CancellationToken cancel) =>
        database.TransactAsync<Outcome<(Report Report, Notification? Told)>>(
            async sql =>
            {
                var isFinal = step.To >= ReportState.Resolved;
                var stepped = await sql.ExecuteAsync(
                    $"""
                    UPDATE reports SET status = @to, note = coalesce(@note, note),
                        {(isFinal ? "closed_by = @by, closed_at = @at" : "taken_by = @by")}
                    WHERE id = @id AND (@tenant = 0 OR tenant_id = @tenant) AND status < @to AND status < 2
                    """,
                    ("@id", id.Value),
                    ("@tenant", tenant.Value),
                    ("@to", (short)step.To),
                    ("@note", step.Note),
                    ("@by", step.By.Value),
                    ("@at", step.At));
                if (await FindAsync(sql, tenant, id) is not { } report)
                    return ChatError.NotFound;
                if (stepped == 0)
                    return ChatError.Conflict;
                var told = step.Told?.Invoke(report);
                if (told is not null)
                    await NotificationRows.InsertAsync(sql, told);
                return (report, told);
            },
            cancel);

    private static ValueTask<Report?> FindAsync(SqlScope sql, TenantId tenant, ReportId id) =>
        sql.FirstAsync(ById, ModerationRows.ReadReport, ("@id", id.Value), ("@tenant", tenant.Value));
}
