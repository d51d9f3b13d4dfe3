using Parley.Dialects.Alerts;
using Parley.Emergency;
using Parley.Primitives;

namespace Parley.Dialects.Market.Admin;

/// <summary>A call for help. Whose number was told, not the number.</summary>
internal sealed record EmergencyCallView(
    long Id,
    string State,
    long OrderId,
    long? ConversationId,
    long CallerId,
    long? ContactId,
    long? TakenBy,
    DateTime? TakenAt,
    long? ClosedBy,
    DateTime? ClosedAt,
    string? Note,
    DateTime CreatedAt)
{
    public static EmergencyCallView Of(EmergencyCall call) => new(
        call.Id.Value,
        EmergencyWords.Of(call.State),
        call.OrderId.Value,
        call.ConversationId.IsNone ? null : call.ConversationId.Value,
        call.CallerId.Value,
        Named(call.ContactId),
        Named(call.TakenBy),
        TimeOf(call.TakenAt),
        Named(call.ClosedBy),
        TimeOf(call.ClosedAt),
        call.Note,
        WireTime.Of(call.CreatedAt));

    private static long? Named(UserId user) => user.IsNone ? null : user.Value;

    private static DateTime? TimeOf(long? at) => at is { } ms ? WireTime.Of(ms) : null;
}
