using Parley.Dialects.Json;

namespace Parley.Dialects.Rooms.Wire;

/// <summary>
/// What a client's event carries: the union of all of them. Sender fields are not here: who sends is known from the token.
/// </summary>
internal sealed class RoomsInbound
{
    public WireId ChatId { get; init; }

    public WireId ReceiverId { get; init; }

    public WireId MessageId { get; init; }

    public WireId ReplyTo { get; init; }

    public string? MessageType { get; init; }

    public string? Content { get; init; }

    public string? FileUrl { get; init; }

    public string? FileName { get; init; }

    public long? FileSize { get; init; }

    public string? TempId { get; init; }

    public bool? IsTyping { get; init; }

    public WireId[]? MessageIds { get; init; }

    public WireId[]? ReceiverIds { get; init; }

    public WireId[]? ChatIds { get; init; }

    public Dictionary<string, long>? Conversations { get; init; }

    public string? By { get; init; }
}
