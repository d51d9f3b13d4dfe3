using System.Text.Json;
using Parley.Dialects.Json;

namespace Parley.Dialects.Market.Chat.Wire;

/// <summary>
/// What a client's event carries, and the body of a send: the union of all of them. Sender and tenant fields are not here: who sends is known
/// from the token.
/// </summary>
internal sealed class ChatInbound
{
    public WireId ConversationId { get; init; }

    /// <summary>An object by <see cref="MessageType"/>; a bare text counts as its text.</summary>
    public JsonElement Content { get; init; }

    public string? MessageType { get; init; }

    public WireId ReplyToId { get; init; }

    public string? ClientId { get; init; }

    public bool? IsTyping { get; init; }

    public WireId MessageId { get; init; }

    public Dictionary<string, long>? Conversations { get; init; }

    public string? By { get; init; }
}
