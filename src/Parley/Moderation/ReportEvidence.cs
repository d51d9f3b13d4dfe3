using Parley.Accounts;
using Parley.Audit;
using Parley.Files;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>
/// Opens the files of a reported message, and of those around it, for those who decide on the report, recalled since or not; each opening is a line
/// of the trail.
/// </summary>
public sealed class ReportEvidence(IReportStore reports, IMessageStore messages, FileReading files, AuditTrail audit)
{
    /// <summary>Opens the reported message's.</summary>
    /// <returns>The file; <see cref="ChatError.Forbidden"/>; <see cref="ChatError.NotFound"/>; <see cref="ChatError.FileNotFound"/> once it is gone, or where there was none.</returns>
    public async Task<Outcome<OpenedFile>> OpenAsync(Account agent, ReportId id, CancellationToken cancel)
    {
        var found = await FindAsync(agent, id, cancel);
        return found.IsOk ? await OpenAsync(agent, found.Value, found.Value.Evidence, cancel) : found.Refusal;
    }

    /// <summary>Opens that of a message that <see cref="ReportedConversations"/> shows of the report.</summary>
    /// <returns>As above; <see cref="ChatError.MessageNotFound"/> also for one that is not shown.</returns>
    public async Task<Outcome<OpenedFile>> OpenAsync(Account agent, ReportId id, MessageId message, CancellationToken cancel)
    {
        var found = await FindAsync(agent, id, cancel);
        if (!found.IsOk)
            return found.Refusal;
        var report = found.Value;
        if (report.MessageId.IsNone
            || await messages.FindAsync(report.TenantId, report.MessageId, cancel) is not var (reported, conversation)
            || await messages.FindAsync(report.TenantId, message, cancel) is not var (near, its)
            || its.Id != conversation.Id
            || !ReportedConversations.IsNear(near.Seq, reported.Seq))
            return ChatError.MessageNotFound;
        var kept = (await reports.ReadMessagesAsync(id, cancel)).FirstOrDefault(one => one.Id == message);
        return await OpenAsync(agent, report, ReportedMessage.Of(report, near, kept).Message.Body, cancel);
    }

    private async Task<Outcome<Report>> FindAsync(Account agent, ReportId id, CancellationToken cancel)
    {
        if (agent.Role < Role.Agent)
            return ChatError.Forbidden;
        if (await reports.FindAsync(agent.Reach, id, cancel) is not { } report)
            return ChatError.NotFound;
        return ReportDesk.IsOwn(report, agent) ? ChatError.Forbidden : report;
    }

    private async Task<Outcome<OpenedFile>> OpenAsync(Account agent, Report report, MessageBody? body, CancellationToken cancel)
    {
        if (body is not { FileId: > 0 })
            return ChatError.FileNotFound;
        audit.Record(AuditAction.ReportedConversationRead, report.TenantId, agent.Id, report.Id.Value, $"file {body.FileId}");
        return await files.OpenReportedAsync(report.TenantId, new FileId(body.FileId), cancel);
    }
}
