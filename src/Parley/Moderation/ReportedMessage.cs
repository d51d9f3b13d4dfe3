using Parley.Messages;

namespace Parley.Moderation;

/// <summary>A message of a conversation under report.</summary>
/// <param name="Message">The message; its body is empty when it is not shown.</param>
/// <param name="SenderName">Its sender's name, or null for the server itself.</param>
/// <param name="IsShown">False: it was recalled before the report.</param>
/// <param name="IsReported">Whether the report is about it: its body is what it said then.</param>
public sealed record ReportedMessage(Message Message, string? SenderName, bool IsShown, bool IsReported);
