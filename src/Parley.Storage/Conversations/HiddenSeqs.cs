using Parley.Conversations;

namespace Parley.Storage.Conversations;

/// <summary>
/// What <c>participants.hidden_seq</c> says of a person's list: up to which message the conversation is off it. A direct conversation without a
/// message is off by itself, one of several people is not, so two values stand for what has no message's number.
/// </summary>
internal static class HiddenSeqs
{
    /// <summary>On the list while nothing was said there.</summary>
    private const long ShownEmpty = -1;

    /// <summary>Off the list while nothing was said there.</summary>
    private const long HiddenEmpty = -2;

    /// <summary>On the list, for statements with <c>conversations c</c> and <c>participants p</c>.</summary>
    public const string Listed = """
        ((c.kind = 1 AND c.last_seq > p.hidden_seq)
            OR (c.kind <> 1 AND (c.last_seq > p.hidden_seq OR p.hidden_seq = 0) AND (c.last_seq > 0 OR p.hidden_seq <> -2)))
        """;

    /// <summary>Taken off the list by the person.</summary>
    public const string Archived = """
        ((p.hidden_seq > 0 AND c.last_seq <= p.hidden_seq) OR (p.hidden_seq = -2 AND c.last_seq = 0))
        """;

    /// <summary>Whether the person took it off its list, and nothing was said since.</summary>
    public static bool IsArchived(Conversation conversation, long hiddenSeq) =>
        hiddenSeq > 0 ? conversation.LastSeq <= hiddenSeq : hiddenSeq == HiddenEmpty && conversation.LastSeq == 0;

    /// <summary>What to write to take it off.</summary>
    public static long Hide(Conversation conversation, long hiddenSeq) =>
        conversation.LastSeq > 0 ? conversation.LastSeq
        : conversation.Kind != ConversationKind.Direct ? HiddenEmpty
        : hiddenSeq == ShownEmpty ? 0
        : hiddenSeq;

    /// <summary>What to write to put it on.</summary>
    public static long Show(Conversation conversation, long hiddenSeq)
    {
        var isListed = conversation.Kind == ConversationKind.Direct ? conversation.LastSeq > hiddenSeq : !IsArchived(conversation, hiddenSeq);
        return isListed ? hiddenSeq : ShownEmpty;
    }
}
