using System.Text.Json;
using Parley.Dialects.Json;

namespace Parley.Dialects.Im.Wire;

/// <summary>A WebSocket frame: one of these.</summary>
internal sealed class ImFrame
{
    public WireId Ack { get; init; }

    public WireId Read { get; init; }

    public ImSendBody? Send { get; init; }

    public JsonElement Ping { get; init; }
}
