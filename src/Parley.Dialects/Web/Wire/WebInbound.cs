using Parley.Dialects.Json;

namespace Parley.Dialects.Web.Wire;

/// <summary>What a client's event carries: the union of all of them. Sender fields are not here: who sends is known from the token.</summary>
internal sealed class WebInbound
{
    public WireId ReceiverId { get; init; }

    public WireId ContactId { get; init; }

    public WireId MessageId { get; init; }

    public int? MessageType { get; init; }

    public string? Content { get; init; }

    public string? FileUrl { get; init; }

    public string? FileName { get; init; }

    public long? FileSize { get; init; }

    public string? TempId { get; init; }

    public WireId[]? MessageIds { get; init; }

    public bool? IsTyping { get; init; }

    public Dictionary<string, long>? Conversations { get; init; }

    public string? By { get; init; }
}
