using System.Buffers;
using System.Buffers.Text;
using Parley.WebSockets;

namespace Parley.SocketIO.Engine;

/// <summary>A message for clients whose WebSocket takes text only: bytes go as base64 behind <c>b</c>, in version 3 <c>b4</c>.</summary>
internal static class TextFrames
{
    /// <summary>The message as text frames.</summary>
    public static byte[] Of(EngineMessage message, int protocol)
    {
        var frames = new ArrayBufferWriter<byte>(message.Length * 2);
        if (message.HasText)
            frames.Write(Frames.Build(Opcode.Text, [(byte)'4', .. message.Text.Span]));
        for (var i = 0; i < message.AttachmentCount; i++)
        {
            var bytes = message.Attachment(i).Span;
            var prefix = protocol == 3 ? "b4"u8 : "b"u8;
            var text = new byte[prefix.Length + Base64.GetMaxEncodedToUtf8Length(bytes.Length)];
            prefix.CopyTo(text);
            Base64.EncodeToUtf8(bytes, text.AsSpan(prefix.Length), out _, out _);
            frames.Write(Frames.Build(Opcode.Text, text));
        }

        return frames.WrittenSpan.ToArray();
    }
}
