using Parley.Accounts;
using Parley.Moderation;
using Parley.Primitives;

namespace Parley.Storage.Moderation;

/// <summary>Reports, hits, and the bans that they lead to.</summary>
internal sealed class ModerationStore(Database database, IdGenerator ids) : IModerationStore
{
    public Task<Outcome<AddedReport>> AddReportAsync(
        Report report, CountingRule rule, Func<Suspect, AutomaticBan?> judge, CancellationToken cancel) => database.TransactAsync<Outcome<AddedReport>>(
        async sql =>
        {
            if (await SuspectReading.LockAsync(sql, report.TenantId, report.TargetId) is not { } target)
                return ChatError.UserNotFound;
            var isFree = Account.Refuse(target.Status, target.BannedUntil, null, report.CreatedAt) is null; // else somebody has seen to it
            var added = report with { Counts = isFree && await SuspectReading.CountsAsync(sql, report.ReporterId, report.TargetId, rule) };
            if (await ModerationRows.InsertAsync(sql, added) == 0)
                return new AddedReport((await FindOpenAsync(sql, report))!, IsNew: false, Ban: null);
            if (!added.MessageId.IsNone)
                await ReportMessages.KeepAsync(sql, added);
            var ban = added.Counts ? await SuspectReading.JudgeAsync(sql, report.TenantId, report.TargetId, target, rule, judge, ids.Next) : null;
            return new AddedReport(added, IsNew: true, ban);
        },
        cancel);

    public Task<AddedHit> AddHitAsync(Hit hit, CountingRule rule, Func<Suspect, AutomaticBan?> judge, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            if (await SuspectReading.LockAsync(sql, hit.TenantId, hit.UserId) is not { } sender || await ModerationRows.InsertAsync(sql, hit) == 0)
                return new AddedHit(IsNew: false, Ban: null);
            return new AddedHit(IsNew: true, await SuspectReading.JudgeAsync(sql, hit.TenantId, hit.UserId, sender, rule, judge, ids.Next));
        },
        cancel);

    public Task<int> DeleteReportMessagesAsync(long beforeMs, CancellationToken cancel) => ReportMessages.DeleteAsync(database, beforeMs, cancel);

    public async Task<IReadOnlyList<Report>> ListReportsAsync(TenantId tenant, ReportId after, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                $"SELECT {ModerationRows.ReportRead} FROM reports WHERE tenant_id = @tenant AND id > @after ORDER BY id LIMIT @limit",
                ModerationRows.ReadReport,
                ("@tenant", tenant.Value),
                ("@after", after.Value),
                ("@limit", limit)),
            cancel);

    public async Task<IReadOnlyList<Hit>> ListHitsAsync(TenantId tenant, HitId after, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                $"SELECT {ModerationRows.HitColumns} FROM moderation_hits WHERE tenant_id = @tenant AND id > @after ORDER BY id LIMIT @limit",
                ModerationRows.ReadHit,
                ("@tenant", tenant.Value),
                ("@after", after.Value),
                ("@limit", limit)),
            cancel);

    public async Task<IReadOnlyList<Hit>> ListNewestHitsAsync(TenantId tenant, HitFilter filter, HitId before, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                $"""
                SELECT {ModerationRows.HitColumns} FROM moderation_hits
                WHERE tenant_id = @tenant AND id < @before {(filter.Kind is null ? "" : "AND kind = @kind")} {(filter.UserId.IsNone ? "" : "AND user_id = @user")}
                ORDER BY id DESC LIMIT @limit
                """,
                ModerationRows.ReadHit,
                ("@tenant", tenant.Value),
                ("@before", before.IsNone ? long.MaxValue : before.Value),
                ("@kind", (short)(filter.Kind ?? 0)),
                ("@user", filter.UserId.Value),
                ("@limit", limit)),
            cancel);

    public Task<Hit?> FindHitAsync(TenantId tenant, HitId id, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            $"SELECT {ModerationRows.HitColumns} FROM moderation_hits WHERE id = @id AND tenant_id = @tenant",
            ModerationRows.ReadHit,
            ("@id", id.Value),
            ("@tenant", tenant.Value)),
        cancel);

    public Task<int> DeleteHitsAsync(long beforeMs, CancellationToken cancel) =>
        OldRows.DeleteAsync(database, "moderation_hits", "created_at < @before", beforeMs, cancel);

    private static ValueTask<Report?> FindOpenAsync(SqlScope sql, Report report) => sql.FirstAsync(
        $"""
        SELECT {ModerationRows.ReportRead} FROM reports
        WHERE reporter_id = @reporter AND target_id = @target AND message_id = @message AND status < 2
        """,
        ModerationRows.ReadReport,
        ("@reporter", report.ReporterId.Value),
        ("@target", report.TargetId.Value),
        ("@message", report.MessageId.Value));
}
