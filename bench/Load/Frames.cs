using System.Buffers.Binary;

namespace Parley.Load;

/// <summary>WebSocket frames (RFC 6455, 5.2), as much of them as a client that talks to itself needs.</summary>
internal static class Frames
{
    /// <summary>A whole client frame: FIN, opcode, masked payload.</summary>
    public static byte[] Masked(byte opcode, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> mask)
    {
        var header = payload.Length < 126 ? 2 : payload.Length <= ushort.MaxValue ? 4 : 10;
        var frame = new byte[header + 4 + payload.Length];
        frame[0] = (byte)(0x80 | opcode);
        if (header == 2)
        {
            frame[1] = (byte)(0x80 | payload.Length);
        }
        else if (header == 4)
        {
            frame[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        }
        else
        {
            frame[1] = 0x80 | 127;
            BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(2), (ulong)payload.Length);
        }

        mask.CopyTo(frame.AsSpan(header));
        for (var i = 0; i < payload.Length; i++)
            frame[header + 4 + i] = (byte)(payload[i] ^ mask[i & 3]);
        return frame;
    }

    /// <summary>Takes one server frame off the front of <paramref name="buffer"/>.</summary>
    /// <returns>False while the frame is not whole.</returns>
    public static bool TryRead(ReadOnlySpan<byte> buffer, out byte opcode, out ReadOnlySpan<byte> payload, out int consumed)
    {
        opcode = 0;
        payload = default;
        consumed = 0;
        if (buffer.Length < 2)
            return false;
        long length = buffer[1] & 0x7f;
        var header = 2;
        if (length == 126)
        {
            if (buffer.Length < 4)
                return false;
            length = BinaryPrimitives.ReadUInt16BigEndian(buffer[2..]);
            header = 4;
        }
        else if (length == 127)
        {
            if (buffer.Length < 10)
                return false;
            length = BinaryPrimitives.ReadInt64BigEndian(buffer[2..]);
            header = 10;
        }

        if (buffer.Length - header < length)
            return false;
        opcode = (byte)(buffer[0] & 0x0f);
        payload = buffer.Slice(header, (int)length);
        consumed = header + (int)length;
        return true;
    }
}
