using Parley.Primitives;

namespace Parley.Messages;

/// <summary>A stored message.</summary>
public sealed record Message
{
    /// <summary>The message.</summary>
    public required MessageId Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required ConversationId ConversationId { get; init; }

    /// <summary>Its place in the conversation: from 1, dense, in commit order.</summary>
    public required long Seq { get; init; }

    /// <summary>The conversation's change number when it was last changed (inserted, recalled, hidden).</summary>
    public required long Rev { get; init; }

    /// <summary>Who wrote it; none for the server itself.</summary>
    public required UserId SenderId { get; init; }

    /// <summary>What it says.</summary>
    public required MessageBody Body { get; init; }

    /// <summary>The message it answers.</summary>
    public MessageId? ReplyTo { get; init; }

    /// <summary>Unix ms; strictly rising within the conversation.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Unix ms of its recall; the body is kept for moderation but shown to nobody.</summary>
    public long? RecalledAt { get; init; }
}

/// <summary>What a message says.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Text">Text, caption or file name; may be empty beside a file.</param>
/// <param name="FileId">The stored file it shows, 0 for none.</param>
/// <param name="Data">Further data by type, a JSON object's text (a location), or null.</param>
public sealed record MessageBody(MessageType Type, string Text, long FileId = 0, string? Data = null);
