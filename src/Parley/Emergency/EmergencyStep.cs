using Parley.Primitives;

namespace Parley.Emergency;

/// <summary>What somebody does about a call for help.</summary>
/// <param name="To">Where it is then; never back to open.</param>
/// <param name="By">Who.</param>
/// <param name="At">Unix ms.</param>
/// <param name="Note">A word for those who look after the tenant; null keeps the one that is there.</param>
public sealed record EmergencyStep(EmergencyState To, UserId By, long At, string? Note);
