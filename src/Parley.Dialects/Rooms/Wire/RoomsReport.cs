using System.Text.Json.Serialization;
using Parley.Dialects.Json;
using Parley.Moderation;

namespace Parley.Dialects.Rooms.Wire;

/// <summary>A report as its reporter sees it.</summary>
internal sealed record RoomsReport([property: JsonPropertyName("_id")] string Id, string TargetUserId, string? MessageId, string Reason, string? Detail, long Timestamp)
{
    public static RoomsReport Of(Report report) => new(
        RoomsMessage.IdOf(report.Id.Value),
        RoomsMessage.IdOf(report.TargetId.Value),
        report.MessageId.IsNone ? null : RoomsMessage.IdOf(report.MessageId.Value),
        report.Reason,
        report.Detail,
        report.CreatedAt);
}

/// <summary>What a client reports.</summary>
internal sealed class RoomsReportBody
{
    public WireId TargetUserId { get; init; }

    public WireId MessageId { get; init; }

    public string? Reason { get; init; }

    public string? Detail { get; init; }
}
