namespace Parley.Dialects.Web.Wire;

/// <summary><c>onlineStatusChange</c>.</summary>
internal sealed record WebPresence(long UserId, bool IsOnline, string? LastOnlineTime);

/// <summary><c>typing</c>.</summary>
internal sealed record WebTyping(long UserId, bool IsTyping);
