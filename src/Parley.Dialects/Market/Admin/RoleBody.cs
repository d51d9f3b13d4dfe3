namespace Parley.Dialects.Market.Admin;

/// <summary><c>POST /api/admin/users/{id}/role</c>.</summary>
internal sealed record RoleBody(string? Role);
