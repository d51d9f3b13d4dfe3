using System.Buffers.Binary;
using Parley.WebSockets;

namespace Parley.Dialects.Tests.WebSockets;

/// <summary>Frames as a client sends them: masked, in as many fragments as one likes.</summary>
internal static class ClientFrames
{
    public static byte[] Build(Opcode opcode, ReadOnlySpan<byte> payload, bool isFinal = true, uint mask = 0x1234ABCD)
    {
        var lengthBytes = payload.Length switch { < 126 => 0, <= ushort.MaxValue => 2, _ => 8 };
        var frame = new byte[2 + lengthBytes + 4 + payload.Length];
        frame[0] = (byte)((isFinal ? 0x80 : 0) | (byte)opcode);
        frame[1] = (byte)(0x80 | (lengthBytes switch { 0 => payload.Length, 2 => 126, _ => 127 }));
        if (lengthBytes == 2)
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        else if (lengthBytes == 8)
            BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(2), payload.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(2 + lengthBytes), mask);
        for (var i = 0; i < payload.Length; i++)
            frame[6 + lengthBytes + i] = (byte)(payload[i] ^ frame[2 + lengthBytes + (i & 3)]);
        return frame;
    }

    public static byte[] Fragmented(Random random, Opcode opcode, byte[] payload, int fragments)
    {
        var bytes = new List<byte>();
        var start = 0;
        for (var i = 0; i < fragments; i++)
        {
            var isLast = i == fragments - 1;
            var end = isLast ? payload.Length : random.Next(start, payload.Length + 1);
            bytes.AddRange(Build(i == 0 ? opcode : Opcode.Continuation, payload.AsSpan(start, end - start), isLast, (uint)random.NextInt64()));
            if (!isLast && random.Next(3) == 0)
                bytes.AddRange(Build(Opcode.Ping, [1, 2, 3]));
            start = end;
        }

        return [.. bytes];
    }
}
