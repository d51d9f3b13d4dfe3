namespace Parley.SocketIO.Packets;

/// <summary>A client's packet, checked for form.</summary>
/// <param name="Type">Binary types become <see cref="PacketType.Event"/> and <see cref="PacketType.Ack"/> here.</param>
/// <param name="Namespace">UTF-8, as sent: with a query behind it in Engine.IO 3. Empty for the main one.</param>
/// <param name="Id">Of the acknowledgement; null without.</param>
/// <param name="Attachments">How many binary messages follow.</param>
/// <param name="Json">The payload; empty without. Good as long as the message that it lies in.</param>
internal readonly record struct IncomingPacket(
    PacketType Type, ReadOnlyMemory<byte> Namespace, long? Id, int Attachments, ReadOnlyMemory<byte> Json);
