using System.Buffers.Binary;
using Parley.WebSockets;

namespace Parley.Dialects.Tests.WebSockets;

/// <summary>Reads what a server sends: unmasked whole frames.</summary>
internal static class ServerFrames
{
    public static IEnumerable<(Opcode Opcode, byte[] Payload)> Read(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var opcode = (Opcode)(bytes.Span[0] & 0x0F);
            var head = bytes.Span[1] switch { < 126 => 2, 126 => 4, _ => 10 };
            var length = head switch
            {
                2 => bytes.Span[1],
                4 => BinaryPrimitives.ReadUInt16BigEndian(bytes.Span[2..]),
                _ => (int)BinaryPrimitives.ReadInt64BigEndian(bytes.Span[2..]),
            };
            yield return (opcode, bytes.Slice(head, length).ToArray());
            bytes = bytes[(head + length)..];
        }
    }
}
