using Parley.Primitives;

namespace Parley.Search;

/// <summary>
/// The index of messages' words, and how far it has followed each conversation (a <c>rev</c> a conversation, written with the tokens in one
/// transaction). It may be behind what is stored, never beside it: what it lacks it finds by comparing those numbers.
/// </summary>
public interface ISearchStore
{
    /// <summary>
    /// The messages that match, newest first, among those that the viewer may see: in conversations that it is in, after its joining, not
    /// recalled, not hidden by itself.
    /// </summary>
    /// <param name="skip">How many of the newest to pass over.</param>
    /// <param name="take">How many to return at most.</param>
    /// <param name="most">How many matches to look for at most, at least <paramref name="skip"/> + <paramref name="take"/>: bounds the cost.</param>
    Task<FoundMessages> FindAsync(UserId viewer, SearchTerms terms, int skip, int take, int most, CancellationToken cancel);

    /// <summary>
    /// Takes what has changed in these conversations into the index, as much as one short transaction holds: words of new messages come, those of
    /// recalled ones go. Doing it twice, or on several nodes at once, does no harm.
    /// </summary>
    /// <param name="conversations">At most <see cref="MessageIndexer.ConversationsAtOnce"/>, each once.</param>
    Task<IndexedMessages> IndexAsync(IReadOnlyList<ConversationId> conversations, CancellationToken cancel);

    /// <summary>Walks through all conversations in order of their ids, some thousand a call, and tells which of them the index is behind in.</summary>
    /// <param name="after">The last call's <see cref="BehindConversations.Next"/>; none to begin.</param>
    Task<BehindConversations> FindBehindAsync(ConversationId after, CancellationToken cancel);

    /// <summary>Empties the index; it is then behind in every conversation.</summary>
    Task ClearAsync(CancellationToken cancel);
}

/// <summary>What one step of the index did.</summary>
/// <param name="Count">How many messages it looked at.</param>
/// <param name="Unfinished">The conversations that need another step, or that somebody else is at.</param>
public sealed record IndexedMessages(int Count, IReadOnlyList<ConversationId> Unfinished);

/// <summary>A stretch of the walk through all conversations.</summary>
/// <param name="Conversations">Those among them that the index is behind in.</param>
/// <param name="Next">Where to go on; null at the end.</param>
public sealed record BehindConversations(IReadOnlyList<ConversationId> Conversations, ConversationId? Next);
