using Parley.Emergency;

namespace Parley.Dialects.Alerts;

/// <summary>The words for how far a call for help is.</summary>
internal static class EmergencyWords
{
    /// <summary>The word.</summary>
    public static string Of(EmergencyState state) => state switch
    {
        EmergencyState.Open => "open",
        EmergencyState.Taken => "taken",
        EmergencyState.Closed => "closed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state without a word."),
    };

    /// <summary>A state as a query names it; null for anything else.</summary>
    public static EmergencyState? StateOf(string word) => word switch
    {
        "open" => EmergencyState.Open,
        "taken" => EmergencyState.Taken,
        "closed" => EmergencyState.Closed,
        _ => null,
    };
}
