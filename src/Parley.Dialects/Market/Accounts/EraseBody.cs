namespace Parley.Dialects.Market.Accounts;

/// <summary><c>DELETE /api/v1/me</c>: the password, for those who have one.</summary>
internal sealed record EraseBody(string? Password);
