namespace Parley.Conversations;

/// <summary>A page of a person's list of conversations.</summary>
/// <param name="Items">Newest activity first.</param>
/// <param name="HasMore">Whether there are older ones: ask again before the last item.</param>
public sealed record ConversationPage(IReadOnlyList<ListedConversation> Items, bool HasMore);

/// <summary>One line of such a page, with all who are in the conversation.</summary>
/// <param name="View">The conversation, the person in it, and the newest message that it may see.</param>
/// <param name="Members">All who are in it, by user id.</param>
public sealed record ListedConversation(ConversationView View, IReadOnlyList<Participant> Members);
