using Parley.Dialects.Json;

namespace Parley.Dialects.Im.Wire;

/// <summary>A message as a client sends it. Who sends is known from the token: a <c>senderId</c> is not read.</summary>
internal sealed class ImSendBody
{
    public string? Type { get; init; }

    public WireId ReceiverId { get; init; }

    public WireId OrderId { get; init; }

    public ImPayload? Payload { get; init; }

    public string? TempId { get; init; }
}
