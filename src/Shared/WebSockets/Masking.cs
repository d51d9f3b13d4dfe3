using System.Numerics;
using System.Runtime.InteropServices;

namespace Parley.WebSockets;

/// <summary>The XOR of RFC 6455, 5.3: its own inverse.</summary>
internal static class Masking
{
    /// <summary>Masks or unmasks in place.</summary>
    /// <param name="payload">From the payload's first byte on.</param>
    /// <param name="mask">The key's four bytes in the order of the wire.</param>
    public static void Apply(Span<byte> payload, uint mask)
    {
        if (mask == 0)
            return;
        var wide = new Vector<uint>(mask).As<uint, byte>();
        while (payload.Length >= Vector<byte>.Count)
        {
            (new Vector<byte>(payload) ^ wide).CopyTo(payload);
            payload = payload[Vector<byte>.Count..];
        }

        // A vector is a multiple of four bytes long, so the key is still in step.
        Span<uint> key = [mask];
        var keyBytes = MemoryMarshal.AsBytes(key);
        for (var i = 0; i < payload.Length; i++)
            payload[i] ^= keyBytes[i & 3];
    }
}
