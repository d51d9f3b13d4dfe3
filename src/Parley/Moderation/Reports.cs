using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Limits;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>People report others, or what others wrote. Enough different ones lead to an automatic, time-limited ban.</summary>
public sealed partial class Reports(
    IModerationStore store,
    AccountDirectory accounts,
    AutomaticBans bans,
    MessageHistory history,
    RateLimiter limiter,
    RateLimits limits,
    IdGenerator ids,
    TimeProvider clock,
    ILogger<Reports> log)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int LongestReason = 50;

    /// <summary>The longest detail, in characters.</summary>
    public const int LongestDetail = 1_000;

    /// <summary>Reports a person. The same report again, while the first is open, is answered with the first.</summary>
    /// <param name="message">A message of that person's, which the reporter may see; it is kept with the report as it is now.</param>
    /// <param name="reason">A word of the reporter's app, 1 to 50 characters in one line.</param>
    /// <param name="detail">The reporter's own words, up to 1,000 characters.</param>
    /// <returns>
    /// The report, new or the one that was open; <see cref="ChatError.InvalidField"/>, <see cref="ChatError.SelfTarget"/>, <see cref="ChatError.RateLimited"/>,
    /// <see cref="ChatError.UserNotFound"/>; <see cref="ChatError.MessageNotFound"/> (also when it is another's), <see cref="ChatError.NotParticipant"/>.
    /// </returns>
    public async Task<Outcome<AddedReport>> FileAsync(
        Account reporter, UserId target, MessageId? message, string? reason, string? detail, CancellationToken cancel)
    {
        if (Refuse(reason?.Trim(), detail) is { } invalid)
            return invalid;
        if (target == reporter.Id)
            return ChatError.SelfTarget;
        if (limiter.Take(limits.Reports, reporter.Id.Value) is { } tooMany)
            return tooMany;
        if (await accounts.FindAsync(target, cancel) is not { } account || account.TenantId != reporter.TenantId)
            return ChatError.UserNotFound;

        var report = new Report
        {
            Id = new ReportId(ids.Next()),
            TenantId = reporter.TenantId,
            ReporterId = reporter.Id,
            TargetId = target,
            Reason = reason!.Trim(),
            Detail = string.IsNullOrWhiteSpace(detail) ? null : detail.Trim(),
            CreatedAt = clock.NowMs(),
        };
        if (message is { } id)
        {
            var found = await history.FindAsync(reporter, id, cancel);
            if (!found.IsOk)
                return found.Refusal;
            if (found.Value.Message.SenderId != target)
                return ChatError.MessageNotFound;
            report = report with { MessageId = id, ConversationId = found.Value.Conversation.Id, Evidence = found.Value.Message.Body };
        }

        return await AddAsync(report, cancel);
    }

    private async Task<Outcome<AddedReport>> AddAsync(Report report, CancellationToken cancel)
    {
        var added = await store.AddReportAsync(report, bans.Rule, bans.Judge, cancel);
        if (!added.IsOk)
            return added.Refusal;
        if (added.Value.IsNew)
            LogFiled(report.ReporterId, report.TargetId, added.Value.Report.Id);
        if (added.Value.Ban is { } ban)
            await bans.TellAsync(report.TenantId, report.TargetId, ban, cancel);
        return added;
    }

    private static Refusal? Refuse(string? reason, string? detail)
    {
        if (string.IsNullOrEmpty(reason) || reason.Length > LongestReason || !FieldRules.IsKeepable(reason) || reason.Any(char.IsControl))
            return FieldRules.Invalid("reason", LongestReason);
        return detail is not null && (detail.Length > LongestDetail || !FieldRules.IsKeepable(detail)) ? FieldRules.Invalid("detail", LongestDetail) : null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "User {Reporter} reported user {Target} (report {Report})")]
    private partial void LogFiled(UserId reporter, UserId target, ReportId report);
}
