namespace Parley.Dialects.Market.Chat.Wire;

/// <summary>How much one has not read.</summary>
internal sealed record ReadView(string ConversationId, long UnreadCount);
