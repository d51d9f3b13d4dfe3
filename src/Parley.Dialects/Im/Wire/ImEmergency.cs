namespace Parley.Dialects.Im.Wire;

/// <summary>The number to dial.</summary>
internal sealed record ImEmergency(long Id, long OrderId, string? Phone, string ContactName, long CreatedAt);
