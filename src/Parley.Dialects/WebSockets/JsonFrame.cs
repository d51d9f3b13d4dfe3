using System.Buffers;
using System.Text.Json;
using Parley.Json;
using Parley.WebSockets;

namespace Parley.Dialects.WebSockets;

/// <summary>
/// Writes JSON straight into a text frame: room for the head is left in front, and filled in when the length is known.
/// One a thread, reused: a frame costs one array, its own. Not re-entrant: <see cref="Begin"/> … <see cref="End"/> hold no await between.
/// </summary>
#pragma warning disable CA1001 // the writer lives as long as its thread and holds nothing but this buffer
internal sealed class JsonFrame
#pragma warning restore CA1001
{
    // Not in HTML here: Chinese and emoji stay readable, and a third of the size of their escapes.
    private static readonly JsonWriterOptions Options = new() { Encoder = PlainJsonEncoder.Instance, SkipValidation = true };
    private const int KeptBuffer = 64 * 1024;

    [ThreadStatic]
    private static JsonFrame? _ofThisThread;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _writer;

    private JsonFrame() => _writer = new Utf8JsonWriter(_buffer, Options);

    /// <summary>Starts a frame.</summary>
    public static JsonFrame Begin(out Utf8JsonWriter json)
    {
        var frame = _ofThisThread;
        if (frame is null || frame._buffer.Capacity > KeptBuffer)
            frame = _ofThisThread = new JsonFrame();
        frame._buffer.ResetWrittenCount();
        _ = frame._buffer.GetSpan(FrameHeader.MaxServerLength);
        frame._buffer.Advance(FrameHeader.MaxServerLength);
        frame._writer.Reset(frame._buffer);
        json = frame._writer;
        return frame;
    }

    /// <summary>The finished frame.</summary>
    public byte[] End()
    {
        _writer.Flush();
        var payloadLength = _buffer.WrittenCount - FrameHeader.MaxServerLength;
        var head = FrameHeader.ServerLength(payloadLength);
        var frame = _buffer.WrittenSpan[(FrameHeader.MaxServerLength - head)..].ToArray();
        FrameHeader.WriteServer(frame.AsSpan(0, head), Opcode.Text, payloadLength);
        return frame;
    }
}
