using System.Buffers.Text;

namespace Parley.SocketIO.Packets;

/// <summary>
/// Reads Socket.IO 5 packets:
/// <code>
/// type [attachments -] [namespace ,] [id] [json]       2  51-  /chat,  12  ["event",…]
/// </code>
/// The comma after the namespace may be missing when nothing follows. Never throws for what a client sent.
/// Source: socket.io-protocol v5, "Packet encoding".
/// </summary>
internal static class PacketReader
{
    private const int MaxIdDigits = 18;

    /// <summary>False when it is no packet that a client may send; nobody can tell then what comes next, and the connection closes.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> text, int maxAttachments, out IncomingPacket packet, int maxDepth = 64)
    {
        packet = default;
        var bytes = text.Span;
        if (bytes.IsEmpty || bytes[0] is < (byte)'0' or > (byte)'6')
            return false;
        var type = (PacketType)(bytes[0] - '0');
        var at = 1;
        var attachments = 0;
        if (type is PacketType.BinaryEvent or PacketType.BinaryAck && !TryReadAttachments(bytes, maxAttachments, ref at, out attachments))
            return false;
        var name = ReadNamespace(text, ref at);
        if (!TryReadId(bytes, ref at, out var id))
            return false;

        type = type switch { PacketType.BinaryEvent => PacketType.Event, PacketType.BinaryAck => PacketType.Ack, _ => type };
        packet = new IncomingPacket(type, name, id, attachments, text[at..]);
        return PayloadCheck.IsValid(packet, maxDepth);
    }

    private static bool TryReadAttachments(ReadOnlySpan<byte> bytes, int max, ref int at, out int attachments)
    {
        if (!Utf8Parser.TryParse(bytes[at..], out attachments, out var digits) || bytes[at] is < (byte)'0' or > (byte)'9')
            return false;
        at += digits;
        if (at == bytes.Length || bytes[at] != (byte)'-' || attachments > max)
            return false;
        at++;
        return true;
    }

    private static ReadOnlyMemory<byte> ReadNamespace(ReadOnlyMemory<byte> text, ref int at)
    {
        var rest = text.Span[at..];
        if (rest.IsEmpty || rest[0] != (byte)'/')
            return default;
        var comma = rest.IndexOf((byte)',');
        var length = comma < 0 ? rest.Length : comma;
        var name = text.Slice(at, length);
        at += comma < 0 ? length : length + 1;
        return length == 1 ? default : name;
    }

    private static bool TryReadId(ReadOnlySpan<byte> bytes, ref int at, out long? id)
    {
        id = null;
        var end = at;
        while (end < bytes.Length && bytes[end] is >= (byte)'0' and <= (byte)'9')
            end++;
        if (end == at)
            return true;
        if (end - at > MaxIdDigits)
            return false;
        _ = Utf8Parser.TryParse(bytes[at..end], out long number, out _);
        (id, at) = (number, end);
        return true;
    }
}
