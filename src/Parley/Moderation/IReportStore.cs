using Parley.Messages;
using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>Reports at rest, as those see them who decide on them. They come in by <see cref="IModerationStore"/>.</summary>
public interface IReportStore
{
    /// <summary>A tenant's reports, newest first.</summary>
    /// <param name="state">Only those that are so far; null: all.</param>
    /// <param name="notOf">Whose are left out: those by this person and those about it.</param>
    /// <param name="before">Only those before this one; none: from the newest.</param>
    Task<IReadOnlyList<Report>> ListAsync(TenantId tenant, UserId notOf, ReportState? state, ReportId before, int limit, CancellationToken cancel);

    /// <summary>A report.</summary>
    /// <param name="tenant">Only of this one; none: whichever.</param>
    Task<Report?> FindAsync(TenantId tenant, ReportId id, CancellationToken cancel);

    /// <summary>
    /// What stood around a report's message when it was reported, ascending: up to <see cref="Report.KeptBefore"/> before it and <see cref="Report.KeptAfter"/> after it.
    /// What was recalled by then is empty. Nothing of a report long decided on.
    /// </summary>
    Task<IReadOnlyList<Message>> ReadMessagesAsync(ReportId id, CancellationToken cancel);

    /// <summary>Takes a step with a report, if it has not come to its end. Of two who do so at once one succeeds where both can't.</summary>
    /// <param name="tenant">Only of this one; none: whichever.</param>
    /// <returns>The report then, and what was inserted for its reporter; <see cref="ChatError.NotFound"/>, <see cref="ChatError.Conflict"/>.</returns>
    Task<Outcome<(Report Report, Notification? Told)>> StepAsync(TenantId tenant, ReportId id, ReportStep step, CancellationToken cancel);
}
