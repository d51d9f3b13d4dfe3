using Parley.Emergency;

namespace Parley.Dialects.Alerts;

/// <summary>A call for help as those hear of it who look after the tenant: the same on every surface, in the numbers of <c>/api/admin</c>.</summary>
/// <param name="CreatedAt">Unix ms.</param>
internal sealed record EmergencyAlert(long Id, long OrderId, long? ConversationId, long CallerId, string CallerName, long CreatedAt)
{
    /// <summary>What is told of a call; no phone number.</summary>
    public static EmergencyAlert Of(HelpCalled called) => new(
        called.Call.Id.Value,
        called.Call.OrderId.Value,
        called.Call.ConversationId.IsNone ? null : called.Call.ConversationId.Value,
        called.Call.CallerId.Value,
        called.Caller.DisplayName,
        called.Call.CreatedAt);
}
