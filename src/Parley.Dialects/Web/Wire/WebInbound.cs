using Parley.Dialects.Json;

namespace Parley.Dialects.Web.Wire;

/// <summary>What a client's event carries, but for <c>message</c> (<see cref="WebSendBody"/>): the union of all of them. Sender fields are not here: who sends is known from the token.</summary>
internal sealed class WebInbound
{
    public WireId ContactId { get; init; }

    public WireId MessageId { get; init; }

    public WireId[]? MessageIds { get; init; }

    public bool? IsTyping { get; init; }

    public Dictionary<string, long>? Conversations { get; init; }

    public string? By { get; init; }
}
