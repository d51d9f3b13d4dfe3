using Parley.Primitives;

namespace Parley.Webhooks;

/// <summary>How far a webhook has been told of a conversation's messages.</summary>
/// <param name="Webhook">Which.</param>
/// <param name="ConversationId">Where.</param>
/// <param name="Rev">Changes up to this one are told, or kept to be told.</param>
/// <param name="Seq">Messages up to this one are told as new.</param>
/// <param name="IsNew">Whether this is not in the store yet.</param>
public sealed record FollowedConversation(Webhook Webhook, ConversationId ConversationId, long Rev, long Seq, bool IsNew);
