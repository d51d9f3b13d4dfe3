using Parley.WebSockets;

namespace Parley.SocketIO.Engine.Packets;

/// <summary>What waits for a poll: a message with its attachments, or a packet of the engine's own.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Message">Of a message.</param>
/// <param name="Data">The text of any other packet; null is none.</param>
internal readonly record struct OutgoingPacket(PacketType Type, EngineMessage? Message = null, byte[]? Data = null)
{
    private static readonly byte[] PingFrame = Frames.Build(Opcode.Text, "2"u8);
    private static readonly byte[] PongFrame = Frames.Build(Opcode.Text, "3"u8);

    private const int Overhead = 64; // what an entry takes beside its bytes, about: small packets are not free

    /// <summary>How many bytes it takes in a queue.</summary>
    public int Length => Overhead + (Message?.Length ?? 1 + (Data?.Length ?? 0));

    /// <summary>A heartbeat as a WebSocket frame; empty for any other packet of the engine's own, none of which outlives polling.</summary>
    public static ReadOnlyMemory<byte> HeartbeatFrame(PacketType type) => type switch
    {
        PacketType.Ping => PingFrame,
        PacketType.Pong => PongFrame,
        _ => default,
    };
}
