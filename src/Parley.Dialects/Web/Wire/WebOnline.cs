namespace Parley.Dialects.Web.Wire;

/// <summary>Somebody's presence.</summary>
internal sealed record WebOnline(long UserId, bool IsOnline, string? LastOnlineTime);
