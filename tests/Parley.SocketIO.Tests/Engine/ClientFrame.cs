namespace Parley.SocketIO.Tests.Engine;

/// <summary>Frames as a client sends them, masked with zeros.</summary>
internal static class ClientFrame
{
    /// <param name="first">The frame's first byte: FIN and opcode.</param>
    /// <param name="payload">At most 125 bytes.</param>
    public static byte[] Of(byte first, ReadOnlySpan<byte> payload) => [first, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload];
}
