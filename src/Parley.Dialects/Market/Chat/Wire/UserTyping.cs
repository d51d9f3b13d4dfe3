namespace Parley.Dialects.Market.Chat.Wire;

/// <summary><c>user-typing</c> (document 001, 4.1).</summary>
internal sealed record UserTyping(string ConversationId, string UserId, bool IsTyping);
