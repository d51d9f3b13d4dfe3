using Parley.Messages;

namespace Parley.Conversations;

/// <summary>A direct conversation as one of the two finds it in its list of sessions.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Participant">The person in it.</param>
/// <param name="LastMessage">The newest message that the person may see; null when it has hidden them all.</param>
/// <param name="PinnedAt">Unix ms since when the person keeps it at the head; null: not.</param>
/// <param name="PeerReadSeq">How far the other has read; 0 where that is not shown.</param>
/// <param name="PeerSeenAt">Unix ms at which the other was last connected, where that is known.</param>
public sealed record DirectSession(
    Conversation Conversation, Participant Participant, Message? LastMessage, long? PinnedAt, long PeerReadSeq, long? PeerSeenAt)
{
    /// <summary>Messages of the other that the person has not read.</summary>
    public long Unread => Conversations.Unread.Count(Conversation, Participant);
}

/// <summary>What a person does to a session of its own.</summary>
public enum SessionMark
{
    /// <summary>Keeps it at the head of the list.</summary>
    Pin,

    /// <summary>Lets it take its place by time again.</summary>
    Unpin,

    /// <summary>Takes it off the list until the next message.</summary>
    Hide,

    /// <summary>Puts it on the list again, or there for the first time before anything was said.</summary>
    Show,
}
