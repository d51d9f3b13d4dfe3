using Parley.Accounts;
using Parley.Audit;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>
/// What was said around a reported message, for those who decide on the report: nobody else reads what others write to each other, and each reading
/// is a line of the trail. It goes no further than the report calls for.
/// </summary>
public sealed class ReportedConversations(IReportStore reports, IMessageStore messages, AccountDirectory accounts, AuditTrail audit)
{
    /// <summary>How many messages before the reported one are shown.</summary>
    public const int Before = 200;

    /// <summary>How many messages after the reported one are shown.</summary>
    public const int After = 50;

    /// <summary>Whether a place in the conversation is near enough to the reported message's to be shown.</summary>
    internal static bool IsNear(long seq, long reported) => seq >= reported - Before && seq <= reported + After;

    /// <summary>A page, newest first.</summary>
    /// <param name="beforeSeq">Only those before this place in the conversation; null: from the newest that is shown.</param>
    /// <returns>The messages; <see cref="ChatError.Forbidden"/>, also for one's own; <see cref="ChatError.NotFound"/> also for a report that is about no message.</returns>
    public async Task<Outcome<IReadOnlyList<ReportedMessage>>> ReadAsync(Account agent, ReportId id, long? beforeSeq, int limit, CancellationToken cancel)
    {
        if (agent.Role < Role.Agent)
            return ChatError.Forbidden;
        if (await reports.FindAsync(agent.Reach, id, cancel) is not { MessageId.IsNone: false } report
            || await messages.FindAsync(report.TenantId, report.MessageId, cancel) is not var (reported, conversation))
            return ChatError.NotFound;
        if (ReportDesk.IsOwn(report, agent))
            return ChatError.Forbidden; // by a report of one's own one would read what was said before one came

        audit.Record(AuditAction.ReportedConversationRead, report.TenantId, agent.Id, id.Value, $"conversation {conversation.Id.Value}");
        var first = Math.Max(0, reported.Seq - Before - 1);
        var end = Math.Min(beforeSeq ?? long.MaxValue, reported.Seq + After + 1);
        var page = await messages.ReadPageAsync(conversation.Id, default, first, end, limit, cancel);
        var senders = await accounts.FindManyAsync(
            report.TenantId, [.. page.Messages.Select(message => message.SenderId).Where(sender => !sender.IsNone).Distinct()], cancel);
        var kept = (await reports.ReadMessagesAsync(id, cancel)).ToDictionary(message => message.Id);
        return page.Messages.Reverse()
            .Select(message => ReportedMessage.Of(report, message, kept.GetValueOrDefault(message.Id), senders.GetValueOrDefault(message.SenderId)?.DisplayName))
            .ToList();
    }
}
