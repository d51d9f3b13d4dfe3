using Parley.Files;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Sockets;

/// <summary>A message as a client's event says it, in no surface's words any more.</summary>
internal sealed record SocketDraft
{
    /// <summary>The event that it came as.</summary>
    public required string EventName { get; init; }

    /// <summary>Where to; none: to <see cref="Peer"/>.</summary>
    public ConversationId Conversation { get; init; }

    /// <summary>To whom.</summary>
    public UserId Peer { get; init; }

    /// <summary>What it is.</summary>
    public required MessageType Type { get; init; }

    /// <summary>What it says.</summary>
    public required string Text { get; init; }

    /// <summary>The file that it shows, or null.</summary>
    public FileMention? File { get; init; }

    /// <summary>Further data by type, or null.</summary>
    public string? Data { get; init; }

    /// <summary>What it answers.</summary>
    public MessageId? ReplyTo { get; init; }

    /// <summary>The client's key.</summary>
    public string? TempId { get; init; }

    /// <summary>The longest text, in Unicode scalar values.</summary>
    public int MaxTextLength { get; init; } = MessageText.DefaultMaxLength;
}
