using System.Buffers.Binary;

namespace Parley.WebSockets;

/// <summary>
/// The head of a frame (RFC 6455, 5.2).
/// <code>
/// byte 0: FIN(1) RSV(3) opcode(4)
/// byte 1: MASK(1) length(7): 0..125, or 126: 2 more bytes, or 127: 8 more bytes, big-endian
/// then 4 bytes of masking key, from a client always, from a server never
/// </code>
/// </summary>
/// <param name="IsFinal">The message's last fragment.</param>
/// <param name="Opcode">What it is.</param>
/// <param name="PayloadLength">In bytes, 0 or more.</param>
/// <param name="Mask">The masking key's four bytes in the order of the wire.</param>
/// <param name="Length">The head's own length in bytes.</param>
internal readonly record struct FrameHeader(bool IsFinal, Opcode Opcode, long PayloadLength, uint Mask, int Length)
{
    /// <summary>The longest head that a server writes: no masking key.</summary>
    public const int MaxServerLength = 10;

    /// <summary>The longest payload of a control frame.</summary>
    public const int MaxControlPayload = 125;

    /// <summary>Reads the head of a client's frame.</summary>
    public static DecodeStatus TryRead(ReadOnlySpan<byte> bytes, out FrameHeader header)
    {
        header = default;
        if (bytes.Length < 2)
            return DecodeStatus.NeedMore;
        var isFinal = (bytes[0] & 0x80) != 0;
        var opcode = (Opcode)(bytes[0] & 0x0F);
        var shortLength = bytes[1] & 0x7F;
        if ((bytes[0] & 0x70) != 0 || (bytes[1] & 0x80) == 0 || !IsKnown(opcode))
            return DecodeStatus.ProtocolError;
        if (IsControl(opcode) && (!isFinal || shortLength > MaxControlPayload))
            return DecodeStatus.ProtocolError;

        var lengthBytes = shortLength switch { 126 => 2, 127 => 8, _ => 0 };
        var headLength = 2 + lengthBytes + sizeof(uint);
        if (bytes.Length < headLength)
            return DecodeStatus.NeedMore;
        var length = lengthBytes switch
        {
            0 => shortLength,
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            _ => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
        };

        // The shortest form is a must (5.2), and the topmost bit of 64 is 0.
        if ((lengthBytes == 2 && length < 126) || (lengthBytes == 8 && length <= ushort.MaxValue))
            return DecodeStatus.ProtocolError;
        var mask = BitConverter.ToUInt32(bytes[(2 + lengthBytes)..]);
        header = new FrameHeader(isFinal, opcode, length, mask, headLength);
        return DecodeStatus.Frame;
    }

    /// <summary>How long a server's head before such a payload is.</summary>
    public static int ServerLength(int payloadLength) => payloadLength switch { < 126 => 2, <= ushort.MaxValue => 4, _ => 10 };

    /// <summary>Writes the head of a server's whole frame; <paramref name="target"/> is exactly as long as <see cref="ServerLength"/> says.</summary>
    public static void WriteServer(Span<byte> target, Opcode opcode, int payloadLength)
    {
        target[0] = (byte)(0x80 | (byte)opcode);
        switch (target.Length)
        {
            case 2:
                target[1] = (byte)payloadLength;
                break;
            case 4:
                target[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(target[2..], (ushort)payloadLength);
                break;
            default:
                target[1] = 127;
                BinaryPrimitives.WriteInt64BigEndian(target[2..], payloadLength);
                break;
        }
    }

    /// <summary>Close, ping and pong: never fragmented, and they may come between the fragments of a message.</summary>
    public static bool IsControl(Opcode opcode) => ((byte)opcode & 0x8) != 0;

    private static bool IsKnown(Opcode opcode) => opcode <= Opcode.Binary || opcode is Opcode.Close or Opcode.Ping or Opcode.Pong;
}
