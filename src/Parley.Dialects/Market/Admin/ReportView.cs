using System.Text.Json;
using Parley.Messages;
using Parley.Moderation;

namespace Parley.Dialects.Market.Admin;

/// <summary>A report, as those see it who decide on it.</summary>
internal sealed record ReportView(
    long Id,
    string State,
    long ReporterId,
    long TargetUserId,
    long? MessageId,
    long? ConversationId,
    string Reason,
    string? Detail,
    string? EvidenceType,
    string? Evidence,
    long? EvidenceFileId,
    JsonElement? EvidenceData,
    long? TakenBy,
    long? ClosedBy,
    string? Note,
    DateTime CreatedAt,
    DateTime? ClosedAt)
{
    public static ReportView Of(Report report) => new(
        report.Id.Value,
        WordOf(report.State),
        report.ReporterId.Value,
        report.TargetId.Value,
        report.MessageId.IsNone ? null : report.MessageId.Value,
        report.ConversationId.IsNone ? null : report.ConversationId.Value,
        report.Reason,
        report.Detail,
        report.Evidence is { } evidence ? WordOf(evidence.Type) : null,
        report.Evidence?.Text,
        report.Evidence is { FileId: > 0 } shown ? shown.FileId : null,
        report.Evidence is { } body ? DataOf(body) : null,
        report.TakenBy.IsNone ? null : report.TakenBy.Value,
        report.ClosedBy.IsNone ? null : report.ClosedBy.Value,
        report.Note,
        WireTime.Of(report.CreatedAt),
        report.ClosedAt is { } at ? WireTime.Of(at) : null);

    /// <summary>A state as the query names it; null for anything else.</summary>
    public static ReportState? StateOf(string word) => word switch
    {
        "open" => ReportState.Open,
        "taken" => ReportState.Taken,
        "resolved" => ReportState.Resolved,
        "dismissed" => ReportState.Dismissed,
        _ => null,
    };

    private static string WordOf(ReportState state) => state switch
    {
        ReportState.Open => "open",
        ReportState.Taken => "taken",
        ReportState.Resolved => "resolved",
        ReportState.Dismissed => "dismissed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state without a word."),
    };

    /// <summary>What stands beside a message's text: a place, a file, an address elsewhere.</summary>
    public static JsonElement? DataOf(MessageBody body) => body.Data is { } data ? JsonSerializer.Deserialize(data, MarketJson.Default.JsonElement) : null;

    /// <summary>What a message is.</summary>
    public static string WordOf(MessageType type) => type switch
    {
        MessageType.Text => "text",
        MessageType.Image => "image",
        MessageType.File => "file",
        MessageType.System => "system",
        MessageType.Voice => "voice",
        MessageType.Location => "location",
        MessageType.Order => "order",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A type without a word."),
    };
}
