using Parley.Emergency;

namespace Parley.Dialects.Market.Admin;

/// <summary>A call for help. Whose number was told, not the number.</summary>
internal sealed record EmergencyCallView(long Id, long OrderId, long? ConversationId, long CallerId, long? ContactId, DateTime CreatedAt)
{
    public static EmergencyCallView Of(EmergencyCall call) => new(
        call.Id.Value,
        call.OrderId.Value,
        call.ConversationId.IsNone ? null : call.ConversationId.Value,
        call.CallerId.Value,
        call.ContactId.IsNone ? null : call.ContactId.Value,
        WireTime.Of(call.CreatedAt));
}
