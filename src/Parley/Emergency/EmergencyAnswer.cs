namespace Parley.Emergency;

/// <summary>What the one who called is told: the call, and whom to dial.</summary>
/// <param name="Call">The call as it was kept.</param>
/// <param name="Phone">The whole number; null where the other party has given none, or is not known to deal with the caller.</param>
/// <param name="ContactName">Whose number it is.</param>
public sealed record EmergencyAnswer(EmergencyCall Call, string? Phone, string ContactName);
