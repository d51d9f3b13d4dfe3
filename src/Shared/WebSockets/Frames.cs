using System.Buffers.Binary;
using System.Text;

namespace Parley.WebSockets;

/// <summary>Whole frames as a server sends them: unmasked, one fragment.</summary>
internal static class Frames
{
    /// <summary>A frame around a copy of a payload.</summary>
    public static byte[] Build(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var head = FrameHeader.ServerLength(payload.Length);
        var frame = new byte[head + payload.Length];
        FrameHeader.WriteServer(frame.AsSpan(0, head), opcode, payload.Length);
        payload.CopyTo(frame.AsSpan(head));
        return frame;
    }

    /// <summary>A close frame (5.5.1).</summary>
    /// <param name="reason">ASCII, at most 123 characters.</param>
    public static byte[] Close(CloseCode code, string reason)
    {
        Span<byte> payload = stackalloc byte[FrameHeader.MaxControlPayload];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        var length = Encoding.ASCII.GetBytes(reason, payload[sizeof(ushort)..]);
        return Build(Opcode.Close, payload[..(sizeof(ushort) + length)]);
    }

    /// <summary>A ping that carries a number.</summary>
    public static byte[] Ping(long number)
    {
        Span<byte> payload = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(payload, number);
        return Build(Opcode.Ping, payload);
    }

    /// <summary>The number that a pong brings back, or null when it is none of ours.</summary>
    public static long? PongNumber(ReadOnlySpan<byte> payload) =>
        payload.Length == sizeof(long) ? BinaryPrimitives.ReadInt64BigEndian(payload) : null;

    /// <summary>Whether a close frame's payload is as 5.5.1 and 7.4 want it.</summary>
    public static DecodeStatus CheckClose(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
            return DecodeStatus.Frame;
        if (payload.Length == 1)
            return DecodeStatus.ProtocolError;
        var code = BinaryPrimitives.ReadUInt16BigEndian(payload);
        var isKnown = code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999);
        if (!isKnown)
            return DecodeStatus.ProtocolError;
        return System.Text.Unicode.Utf8.IsValid(payload[sizeof(ushort)..]) ? DecodeStatus.Frame : DecodeStatus.InvalidUtf8;
    }
}
