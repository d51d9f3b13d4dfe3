namespace Parley.SocketIO.Engine.Packets;

/// <summary>A packet as received.</summary>
/// <param name="Type">What it is.</param>
/// <param name="IsBinary">Whether <paramref name="Data"/> are bytes; otherwise it is UTF-8 text. Only messages can be binary.</param>
/// <param name="Data">Without the type; lies in the buffer that was read.</param>
internal readonly record struct Packet(PacketType Type, bool IsBinary, ReadOnlyMemory<byte> Data)
{
    /// <summary>What a binary message begins with in version 3.</summary>
    public const byte BinaryMessage = 4;

    /// <summary>Reads one packet of text; a <c>b</c> before base64 makes it a binary message.</summary>
    /// <param name="text">UTF-8. Base64 is decoded where it lies.</param>
    /// <param name="protocol">3 or 4: in 3 the <c>b</c> is followed by the type.</param>
    /// <returns>False when it is no packet.</returns>
    public static bool TryReadText(Memory<byte> text, int protocol, out Packet packet)
    {
        packet = default;
        if (text.IsEmpty)
            return false;
        var type = text.Span[0];
        if (type == 'b')
            return TryReadBase64(protocol == 3 ? text[1..] : text, protocol, out packet);
        packet = new Packet((PacketType)type, IsBinary: false, text[1..]);
        return type is >= (byte)'0' and <= (byte)'6';
    }

    private static bool TryReadBase64(Memory<byte> typed, int protocol, out Packet packet)
    {
        packet = default;
        if (typed.IsEmpty || (protocol == 3 && typed.Span[0] != (byte)PacketType.Message))
            return false;
        var base64 = typed[1..];
        if (System.Buffers.Text.Base64.DecodeFromUtf8InPlace(base64.Span, out var length) != System.Buffers.OperationStatus.Done)
            return false;
        packet = new Packet(PacketType.Message, IsBinary: true, base64[..length]);
        return true;
    }
}
