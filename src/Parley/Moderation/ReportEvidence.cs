using Parley.Accounts;
using Parley.Audit;
using Parley.Files;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>Opens the file of a reported message for those who decide on the report, recalled since or not; each opening is a line of the trail.</summary>
public sealed class ReportEvidence(IReportStore reports, FileReading files, AuditTrail audit)
{
    /// <summary>Opens it.</summary>
    /// <returns>The file; <see cref="ChatError.Forbidden"/>; <see cref="ChatError.NotFound"/>; <see cref="ChatError.FileNotFound"/> once it is gone, or where there was none.</returns>
    public async Task<Outcome<OpenedFile>> OpenAsync(Account agent, ReportId id, CancellationToken cancel)
    {
        if (agent.Role < Role.Agent)
            return ChatError.Forbidden;
        if (await reports.FindAsync(agent.TenantId, id, cancel) is not { } report)
            return ChatError.NotFound;
        if (ReportDesk.IsOwn(report, agent))
            return ChatError.Forbidden;
        if (report.Evidence is not { FileId: > 0 } evidence)
            return ChatError.FileNotFound;
        audit.Record(AuditAction.ReportedConversationRead, agent, id.Value, $"file {evidence.FileId}");
        return await files.OpenAsync(agent.TenantId, new FileId(evidence.FileId), cancel);
    }
}
