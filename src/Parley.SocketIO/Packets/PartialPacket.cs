namespace Parley.SocketIO.Packets;

/// <summary>A packet whose attachments are still to come.</summary>
internal sealed class PartialPacket
{
    public PartialPacket(in IncomingPacket packet) =>
        Packet = packet with { Namespace = packet.Namespace.ToArray(), Json = packet.Json.ToArray() }; // the message that they lie in goes

    /// <summary>The text.</summary>
    public IncomingPacket Packet { get; }

    /// <summary>What came so far.</summary>
    public List<ReadOnlyMemory<byte>> Attachments { get; } = [];
}
