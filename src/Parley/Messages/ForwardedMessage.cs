using System.Diagnostics.CodeAnalysis;
using Parley.Conversations;
using Parley.Primitives;

namespace Parley.Messages;

/// <summary>What came of one message for one target.</summary>
/// <param name="Source">The message that was to be forwarded.</param>
/// <param name="Target">Where to, as it was named.</param>
/// <param name="Message">The new message, as it is stored; null where it was refused.</param>
/// <param name="Conversation">The target's conversation after it; null where it was refused.</param>
/// <param name="Refusal">Why not; null where it was stored.</param>
/// <param name="IsRepeat">It was forwarded before, under the same key: nothing was stored now.</param>
public sealed record ForwardedMessage(
    MessageId Source, ForwardTarget Target, Message? Message, Conversation? Conversation, Refusal? Refusal, bool IsRepeat = false)
{
    /// <summary>True when it is stored.</summary>
    [MemberNotNullWhen(true, nameof(Message), nameof(Conversation))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsOk => Refusal is null;
}
