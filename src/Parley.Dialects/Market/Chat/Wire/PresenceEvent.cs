namespace Parley.Dialects.Market.Chat.Wire;

/// <summary><c>presence</c>.</summary>
internal sealed record PresenceEvent(string UserId, string Status, DateTime? LastSeenAt);
