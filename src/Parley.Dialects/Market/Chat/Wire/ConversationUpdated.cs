namespace Parley.Dialects.Market.Chat.Wire;

/// <summary><c>conversation-updated</c>: what happened to a group.</summary>
internal sealed record ConversationUpdated(string ConversationId, string Change, string? Name, string UserId, IReadOnlyList<string> UserIds);
