using Parley.Messages;

namespace Parley.Moderation;

/// <summary>A message of a conversation under report.</summary>
/// <param name="Message">The message; its body is empty when it is not shown.</param>
/// <param name="SenderName">Its sender's name, or null for the server itself.</param>
/// <param name="IsShown">False: it was recalled before the report.</param>
/// <param name="IsReported">Whether the report is about it.</param>
/// <param name="IsKept">Whether it is what was kept when the report was made, and not what is there now.</param>
public sealed record ReportedMessage(Message Message, string? SenderName, bool IsShown, bool IsReported, bool IsKept)
{
    /// <summary>What those see of a message who decide on a report: what was recalled before the report is nobody's to read, to recall it afterwards hides it from nobody.</summary>
    /// <param name="message">As it is now.</param>
    /// <param name="kept">As it was kept with the report, or null.</param>
    internal static ReportedMessage Of(Report report, Message message, Message? kept, string? sender = null)
    {
        var isReported = message.Id == report.MessageId;
        var then = kept ?? message;
        var isGone = then.RecalledAt is { } at && at < report.CreatedAt;
        var body = isReported ? report.Evidence : isGone ? null : then.Body;
        return new ReportedMessage(
            message with { Body = body ?? message.Body with { Text = "", FileId = 0, Data = null } }, sender, body is not null, isReported, isReported || kept is not null);
    }
}
