using Parley.Accounts;
using Parley.Audit;
using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>
/// Where reports are decided on. Who reported is told what came of it, and never what was done to whom. Nobody decides on, or sees here, what it
/// reported itself or what is about it: that is somebody else's of the tenant.
/// </summary>
public sealed class ReportDesk(IReportStore store, NotificationFeed notifications, AuditTrail audit, TimeProvider clock)
{
    /// <summary>The longest note, in characters.</summary>
    public const int LongestNote = 1_000;

    /// <summary>Whether a report is by an agent itself, or about it.</summary>
    public static bool IsOwn(Report report, Account agent) => report.ReporterId == agent.Id || report.TargetId == agent.Id;

    /// <summary>A page, newest first.</summary>
    /// <param name="tenant">The agent's own; an operator's choice.</param>
    public Task<IReadOnlyList<Report>> ListAsync(Account agent, TenantId tenant, ReportState? state, ReportId before, int limit, CancellationToken cancel) =>
        store.ListAsync(tenant, agent.Id, state, before, limit, cancel);

    /// <summary>A report, with what the message said when it was reported.</summary>
    /// <returns><see cref="ChatError.NotFound"/>; <see cref="ChatError.Forbidden"/> for one's own.</returns>
    public async Task<Outcome<Report>> FindAsync(Account agent, ReportId id, CancellationToken cancel)
    {
        if (await store.FindAsync(agent.Reach, id, cancel) is not { } report)
            return ChatError.NotFound;
        return IsOwn(report, agent) ? ChatError.Forbidden : report;
    }

    /// <summary>Takes a report, resolves or dismisses it.</summary>
    /// <param name="note">Up to 1,000 characters, for those who look after the tenant.</param>
    /// <returns>The report then; <see cref="ChatError.NotFound"/>; <see cref="ChatError.Forbidden"/> for one's own; <see cref="ChatError.Conflict"/> when somebody was faster; <see cref="ChatError.InvalidField"/>.</returns>
    public async Task<Outcome<Report>> StepAsync(Account agent, ReportId id, ReportState to, string? note, CancellationToken cancel)
    {
        if (agent.Role < Role.Agent)
            return ChatError.Forbidden;
        if (note is not null && (note.Length > LongestNote || !FieldRules.IsKeepable(note)))
            return FieldRules.Invalid("note", LongestNote);
        var found = await FindAsync(agent, id, cancel);
        if (!found.IsOk)
            return found.Refusal;
        var step = new ReportStep(
            to, agent.Id, clock.NowMs(), string.IsNullOrWhiteSpace(note) ? null : note.Trim(), to == ReportState.Taken ? null : one => Tell(one, to));
        var stepped = await store.StepAsync(agent.Reach, id, step, cancel);
        if (!stepped.IsOk)
            return stepped.Refusal;
        var (report, told) = stepped.Value;
        audit.Record(AuditAction.ReportDecided, report.TenantId, agent.Id, id.Value, StateNames.Of(to));
        if (told is not null)
            notifications.Push([told]);
        return report;
    }

    private Notification Tell(Report report, ReportState to) => notifications.Prepare(
        report.ReporterId,
        NotificationType.Report,
        "举报处理结果",
        to == ReportState.Resolved ? "您的举报已核实并处理，感谢您的反馈" : "您的举报经核实未发现违规",
        $$"""{"reportId":{{report.Id.Value}}}""");

    private static class StateNames
    {
        public static string Of(ReportState state) => state switch
        {
            ReportState.Open => "open",
            ReportState.Taken => "taken",
            ReportState.Resolved => "resolved",
            ReportState.Dismissed => "dismissed",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state without a name."),
        };
    }
}
