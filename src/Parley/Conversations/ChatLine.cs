namespace Parley.Conversations;

/// <summary>A line of a person's numbered list of conversations.</summary>
/// <param name="View">The conversation, the person in it, and the newest message that it may see.</param>
/// <param name="IsArchived">Whether the person took it off its list, and nothing was said since.</param>
/// <param name="Topic">What it was opened about.</param>
/// <param name="IsPinned">Whether the person keeps it at the head.</param>
public sealed record ChatLine(ConversationView View, bool IsArchived, ConversationTopic Topic, bool IsPinned)
{
    /// <summary>The conversation.</summary>
    public Conversation Conversation => View.Conversation;

    /// <summary>How many messages the person can see there, those that it deleted for itself among them.</summary>
    public long MessageCount => Math.Max(0, View.Conversation.LastSeq - View.Participant.JoinedSeq);
}

/// <summary>Somebody in a conversation, with how far it has read as a time.</summary>
/// <param name="Participant">The person in it.</param>
/// <param name="ReadAt">Unix ms of the newest message that it has read; null when it has read none.</param>
public sealed record ChatMember(Participant Participant, long? ReadAt);

/// <summary>A conversation as it is shown, with all who are in it.</summary>
/// <param name="Line">The conversation as the viewer has it.</param>
/// <param name="Members">By user id.</param>
public sealed record ListedChat(ChatLine Line, IReadOnlyList<ChatMember> Members);

/// <summary>A numbered page of conversations.</summary>
/// <param name="Items">Pinned ones first, then by newest activity.</param>
/// <param name="Total">How many there are on all pages.</param>
public sealed record ChatPage(IReadOnlyList<ListedChat> Items, long Total);
