using System.Text.Json.Serialization.Metadata;
using Parley.SocketIO.Packets;

namespace Parley.SocketIO;

public sealed partial class Namespace
{
    /// <summary>
    /// Encodes an event with one argument, once for all sockets of this namespace that it is sent to by <see cref="Socket.Enqueue(ReadOnlyMemory{byte})"/>. What it
    /// gives back is opaque; results may be joined by laying them behind each other.
    /// </summary>
    /// <param name="name">The event's name.</param>
    /// <param name="argument">Its argument; without binary data in it.</param>
    /// <param name="contract">How to write it.</param>
    /// <param name="ackId">
    /// Asks for an answer with this number, 0 or more, of which <see cref="Socket.OnAnswer"/> is told. Some clients take 31 bits at most.
    /// </param>
    /// <exception cref="ArgumentException">The name is reserved.</exception>
    public ReadOnlyMemory<byte> Encode<T>(string name, T argument, JsonTypeInfo<T> contract, long? ackId = null)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ReservedEvents.Refuse(name);
        using var packet = PacketWriter.BeginEvent(Payloads, name);
        packet.Write(argument, contract);
        return packet.EndArray(PacketType.Event, this, ackId).WebSocketFrames(4);
    }

    /// <summary>Encodes an event without an argument.</summary>
    /// <inheritdoc cref="Encode{T}"/>
    public ReadOnlyMemory<byte> Encode(string name)
    {
        ReservedEvents.Refuse(name);
        using var packet = PacketWriter.BeginEvent(Payloads, name);
        return packet.EndArray(PacketType.Event, this, id: null).WebSocketFrames(4);
    }
}
