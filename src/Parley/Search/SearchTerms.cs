using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Search;

/// <summary>A checked query, as the store is asked.</summary>
/// <param name="Words">All must be there; none only where a type is given.</param>
/// <param name="From">Unix ms, inclusive.</param>
/// <param name="To">Unix ms, inclusive.</param>
/// <param name="Type">Only this type, or null.</param>
/// <param name="Conversation">Only this conversation, or null.</param>
/// <param name="Before">Only messages with a smaller id; null: from the newest.</param>
/// <param name="Kind">Only conversations of this kind, or null.</param>
public sealed record SearchTerms(
    IReadOnlyList<SearchWord> Words,
    long From = 0,
    long To = long.MaxValue,
    MessageType? Type = null,
    ConversationId? Conversation = null,
    MessageId? Before = null,
    ConversationKind? Kind = null);
