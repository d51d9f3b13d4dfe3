using Parley.Dialects.Json;

namespace Parley.Dialects.Social.Wire;

/// <summary>Any frame from a client: the union of all of them, so that each is parsed once. What is not listed is ignored.</summary>
internal sealed class InboundFrame
{
    public string? Type { get; init; }

    public string? Action { get; init; }

    public string? Token { get; init; }

    public string? Device { get; init; }

    public InboundData? Data { get; init; }
}

/// <summary>What a frame carries. Sender fields (<c>sender_id</c>, <c>user_id</c>, …) are not here: who sends is known from the token.</summary>
internal sealed class InboundData
{
    public string? TempId { get; init; }

    public WireId ReceiverId { get; init; }

    public WireId GroupId { get; init; }

    public WireId PeerId { get; init; }

    public WireId MessageId { get; init; }

    public WireId ReplyTo { get; init; }

    public WireId FileId { get; init; }

    public string? FileUrl { get; init; }

    public string? FileName { get; init; }

    public double? Duration { get; init; }

    public string? MessageType { get; init; }

    public string? Content { get; init; }

    public bool? IsTyping { get; init; }

    public string? Status { get; init; }

    public Dictionary<string, long>? Conversations { get; init; }

    public string? By { get; init; }
}
