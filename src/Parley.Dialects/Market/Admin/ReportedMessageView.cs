using System.Text.Json;
using Parley.Moderation;

namespace Parley.Dialects.Market.Admin;

/// <summary>A message of a conversation under report.</summary>
internal sealed record ReportedMessageView(
    long Id, long Seq, long? SenderId, string? SenderName, string Type, string? Text, long? FileId, JsonElement? Data, DateTime CreatedAt, bool? Recalled, bool? Reported, bool? Kept)
{
    public static ReportedMessageView Of(ReportedMessage shown) => new(
        shown.Message.Id.Value,
        shown.Message.Seq,
        shown.Message.SenderId.IsNone ? null : shown.Message.SenderId.Value,
        shown.SenderName,
        ReportView.WordOf(shown.Message.Body.Type),
        shown.IsShown ? shown.Message.Body.Text : null,
        shown.Message.Body.FileId > 0 ? shown.Message.Body.FileId : null,
        shown.IsShown ? ReportView.DataOf(shown.Message.Body) : null,
        WireTime.Of(shown.Message.CreatedAt),
        shown.Message.RecalledAt is null ? null : true,
        shown.IsReported ? true : null,
        shown.IsKept ? true : null);
}
