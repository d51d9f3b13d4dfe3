using System.Buffers.Binary;
using Parley.WebSockets;

namespace Parley.SocketIO.Engine;

/// <summary>
/// What is sent on a session: a text message and the binary ones that belong behind it, or a binary one alone. Encoded once and shared by
/// all receivers; nobody changes it. It lies as WebSocket frames of Engine.IO 4, from which the other forms are cut:
/// <code>
/// [head] 4 text   [head] attachment   [head] attachment …
/// </code>
/// </summary>
internal sealed class EngineMessage
{
    private readonly ReadOnlyMemory<byte> _frames;
    private readonly Range? _text;
    private readonly Range[] _attachments;
    private byte[]? _frames3;

    private EngineMessage(ReadOnlyMemory<byte> frames, Range? text, Range[] attachments)
    {
        _frames = frames;
        _text = text;
        _attachments = attachments;
    }

    /// <summary>How many bytes it takes in a queue.</summary>
    public int Length => _frames.Length;

    /// <summary>Whether it begins with a text message; otherwise it has exactly one attachment.</summary>
    public bool HasText => _text is not null;

    /// <summary>The text message without its Engine.IO type; empty without one.</summary>
    public ReadOnlyMemory<byte> Text => _text is { } text ? _frames[text] : default;

    /// <summary>How many binary messages there are.</summary>
    public int AttachmentCount => _attachments.Length;

    /// <summary>A text message, given in two parts.</summary>
    public static EngineMessage OfText(ReadOnlySpan<byte> start, ReadOnlySpan<byte> rest, IReadOnlyList<ReadOnlyMemory<byte>>? attachments = null)
    {
        var payload = 1 + start.Length + rest.Length;
        var head = FrameHeader.ServerLength(payload);
        var frames = new byte[head + payload + LengthOf(attachments, prefix: 0)];
        FrameHeader.WriteServer(frames.AsSpan(0, head), Opcode.Text, payload);
        frames[head] = (byte)'4';
        start.CopyTo(frames.AsSpan(head + 1));
        rest.CopyTo(frames.AsSpan(head + 1 + start.Length));
        return new EngineMessage(frames, (head + 1)..(head + payload), Append(frames, head + payload, attachments));
    }

    /// <summary>The text message whose frame, made by <see cref="OfText"/>, lies at the start of these bytes.</summary>
    public static EngineMessage OfFrame(ReadOnlyMemory<byte> frames)
    {
        var span = frames.Span;
        var (head, payload) = span[1] switch
        {
            126 => (4, BinaryPrimitives.ReadUInt16BigEndian(span[2..])),
            127 => (10, (int)BinaryPrimitives.ReadInt64BigEndian(span[2..])),
            var length => (2, length),
        };
        return new EngineMessage(frames[..(head + payload)], (head + 1)..(head + payload), []);
    }

    /// <summary>A binary message.</summary>
    public static EngineMessage OfBinary(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlyMemory<byte>[] attachments = [bytes];
        var frames = new byte[LengthOf(attachments, prefix: 0)];
        return new EngineMessage(frames, null, Append(frames, 0, attachments));
    }

    /// <summary>The binary message number <paramref name="index"/>.</summary>
    public ReadOnlyMemory<byte> Attachment(int index) => _frames[_attachments[index]];

    /// <summary>The whole as WebSocket frames.</summary>
    /// <param name="protocol">Of Engine.IO: 3, where a binary message begins with its type 0x04, or 4.</param>
    public ReadOnlyMemory<byte> WebSocketFrames(int protocol) =>
        protocol == 3 && _attachments.Length > 0 ? _frames3 ??= BuildFrames3() : _frames; // two threads may both build it: the same bytes

    private byte[] BuildFrames3()
    {
        var attachments = new ReadOnlyMemory<byte>[_attachments.Length];
        for (var i = 0; i < attachments.Length; i++)
            attachments[i] = Attachment(i);
        var text = _text is { } range ? range.End.Value : 0;
        var frames = new byte[text + LengthOf(attachments, prefix: 1)];
        _frames.Span[..text].CopyTo(frames);
        var at = text;
        foreach (var attachment in attachments)
        {
            var payload = 1 + attachment.Length;
            var head = FrameHeader.ServerLength(payload);
            FrameHeader.WriteServer(frames.AsSpan(at, head), Opcode.Binary, payload);
            frames[at + head] = 4;
            attachment.Span.CopyTo(frames.AsSpan(at + head + 1));
            at += head + payload;
        }

        return frames;
    }

    private static int LengthOf(IReadOnlyList<ReadOnlyMemory<byte>>? attachments, int prefix)
    {
        var length = 0;
        for (var i = 0; i < attachments?.Count; i++)
            length += FrameHeader.ServerLength(prefix + attachments[i].Length) + prefix + attachments[i].Length;
        return length;
    }

    private static Range[] Append(byte[] frames, int at, IReadOnlyList<ReadOnlyMemory<byte>>? attachments)
    {
        if (attachments is not { Count: > 0 })
            return [];
        var ranges = new Range[attachments.Count];
        for (var i = 0; i < ranges.Length; i++)
        {
            var bytes = attachments[i].Span;
            var head = FrameHeader.ServerLength(bytes.Length);
            FrameHeader.WriteServer(frames.AsSpan(at, head), Opcode.Binary, bytes.Length);
            bytes.CopyTo(frames.AsSpan(at + head));
            ranges[i] = (at + head)..(at + head + bytes.Length);
            at += head + bytes.Length;
        }

        return ranges;
    }
}
