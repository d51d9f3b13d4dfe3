namespace Parley.Dialects.Market.Admin;

/// <summary>What somebody says against a ban; with a name and password where there is no token any more.</summary>
internal sealed record AppealBody(string? Text, string? Username, string? Email, string? Password);
