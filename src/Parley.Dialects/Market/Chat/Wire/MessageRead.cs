namespace Parley.Dialects.Market.Chat.Wire;

/// <summary><c>message-read</c>: which of others' messages somebody has read now, ascending, the newest hundred.</summary>
internal sealed record MessageRead(string ConversationId, string UserId, string MessageId, IReadOnlyList<string> MessageIds);

/// <summary><c>message-recalled</c> and <c>message-deleted</c>.</summary>
internal sealed record MessageGone(string ConversationId, string MessageId);
