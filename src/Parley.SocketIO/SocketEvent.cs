using Parley.SocketIO.Packets;

namespace Parley.SocketIO;

/// <summary>An event as a whole, for listeners to any event and for middleware.</summary>
public sealed class SocketEvent : Arguments
{
    internal SocketEvent(Payloads payloads, string name, ReadOnlyMemory<byte> json, IReadOnlyList<ReadOnlyMemory<byte>>? attachments, Ack ack)
        : base(payloads, json, skip: 1, attachments)
    {
        Name = name;
        Json = json;
        Ack = ack;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The client's wish to be answered; <see cref="SocketIO.Ack.IsRequested"/> is false when it has none, and for events going out.</summary>
    public Ack Ack { get; }

    internal ReadOnlyMemory<byte> Json { get; }
}
