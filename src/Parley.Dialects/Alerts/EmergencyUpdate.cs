using Parley.Emergency;

namespace Parley.Dialects.Alerts;

/// <summary>What became of a call for help, as those hear of it who heard of the call; the same on every surface.</summary>
/// <param name="By">Who took or closed it.</param>
/// <param name="At">Unix ms.</param>
internal sealed record EmergencyUpdate(long Id, long OrderId, string State, long By, string ByName, long At)
{
    /// <summary>What is told of it; the note is for who asks.</summary>
    public static EmergencyUpdate Of(HelpHandled handled) => new(
        handled.Call.Id.Value,
        handled.Call.OrderId.Value,
        EmergencyWords.Of(handled.Call.State),
        handled.By.Id.Value,
        handled.By.DisplayName,
        handled.Call.ClosedAt ?? handled.Call.TakenAt ?? handled.Call.CreatedAt);
}
