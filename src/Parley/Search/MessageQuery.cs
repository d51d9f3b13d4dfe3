using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Search;

/// <summary>What a person looks for among the messages that it may see.</summary>
public sealed record MessageQuery
{
    /// <summary>
    /// Words that must all be there, 1 to <see cref="MessageSearch.LongestText"/> Unicode scalar values. May be left out where <see cref="Type"/>
    /// names something other than text: pictures rarely have words.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>Not older, Unix ms, inclusive.</summary>
    public long? From { get; init; }

    /// <summary>Not newer, Unix ms, inclusive.</summary>
    public long? To { get; init; }

    /// <summary>Only messages of this type.</summary>
    public MessageType? Type { get; init; }

    /// <summary>Only this conversation, which the caller must be in; null: all that it is in.</summary>
    public ConversationId? Conversation { get; init; }

    /// <summary>Only conversations of this kind, for a surface that shows no others.</summary>
    public ConversationKind? Kind { get; init; }
}
