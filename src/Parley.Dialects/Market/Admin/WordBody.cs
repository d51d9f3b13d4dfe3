namespace Parley.Dialects.Market.Admin;

/// <summary><c>POST /api/admin/words</c>.</summary>
internal sealed record WordBody(IReadOnlyList<string>? Words, string? Action);
