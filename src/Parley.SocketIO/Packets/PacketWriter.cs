using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.SocketIO.Engine;

namespace Parley.SocketIO.Packets;

/// <summary>
/// Writes one packet: arguments as JSON, bytes as attachments, the head in front once it is known how many there are. One a thread, reused:
/// a packet costs the message that it becomes. Between <c>Begin</c> and <see cref="Dispose"/> nothing is awaited.
/// </summary>
internal sealed class PacketWriter : IDisposable
{
    private const int KeptBuffer = 64 * 1024;

    [ThreadStatic]
    private static PacketWriter? _ofThisThread;

    [ThreadStatic]
    private static PacketWriter? _current;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _json;
    private readonly List<ReadOnlyMemory<byte>> _attachments = [];
    private readonly Payloads _payloads;
    private PacketWriter? _outer;

    private PacketWriter(Payloads payloads)
    {
        _payloads = payloads;
        _json = new Utf8JsonWriter(_buffer, payloads.WriterOptions);
    }

    /// <summary>The one that is being written on this thread, for the converters; null outside of a packet.</summary>
    public static PacketWriter? Current => _current;

    /// <summary>Starts an event.</summary>
    public static PacketWriter BeginEvent(Payloads payloads, string name)
    {
        var writer = Begin(payloads);
        writer._json.WriteStartArray();
        writer._json.WriteStringValue(name);
        return writer;
    }

    /// <summary>Starts an answer.</summary>
    public static PacketWriter BeginAck(Payloads payloads)
    {
        var writer = Begin(payloads);
        writer._json.WriteStartArray();
        return writer;
    }

    /// <summary>Starts a packet whose payload is no array.</summary>
    public static PacketWriter Begin(Payloads payloads)
    {
        var writer = _ofThisThread;
        _ofThisThread = null; // a converter that sends something while this one is being written gets another
        if (writer is null || writer._payloads != payloads)
            writer = new PacketWriter(payloads);
        writer._buffer.ResetWrittenCount();
        writer._json.Reset(writer._buffer);
        writer._attachments.Clear();
        (writer._outer, _current) = (_current, writer);
        return writer;
    }

    /// <summary>The next argument.</summary>
    /// <exception cref="NotSupportedException">No contract for this type: <see cref="SocketIOOptions.Json"/> lacks it.</exception>
    /// <exception cref="JsonException">It can't be written.</exception>
    public void Write<T>(T value) => _payloads.Write(_json, value);

    /// <summary>The next argument, by a contract of the caller's.</summary>
    public void Write<T>(T value, JsonTypeInfo<T> contract) => JsonSerializer.Serialize(_json, value, contract);

    /// <summary>Several arguments.</summary>
    public void WriteAll(ReadOnlySpan<object?> values)
    {
        foreach (var value in values)
            Write(value);
    }

    /// <summary>JSON as it is.</summary>
    public void WriteRaw(ReadOnlySpan<byte> json) => _json.WriteRawValue(json, skipInputValidation: true);

    /// <summary>Puts bytes aside and a placeholder in their place.</summary>
    public void WriteAttachment(ReadOnlyMemory<byte> bytes)
    {
        _json.WriteStartObject();
        _json.WriteBoolean("_placeholder"u8, true);
        _json.WriteNumber("num"u8, _attachments.Count);
        _json.WriteEndObject();
        _attachments.Add(bytes);
    }

    /// <summary>The payload of a refusal.</summary>
    /// <param name="error">Why.</param>
    /// <param name="isBare">As Engine.IO 3 has it: the data alone, or else the message alone.</param>
    public void WriteConnectError(ConnectError error, bool isBare)
    {
        _current = null; // this packet has no attachments: bytes in its data become base64
        if (isBare)
        {
            Write(error.Data ?? error.Message);
            _current = this;
            return;
        }


        _json.WriteStartObject();
        _json.WriteString("message"u8, error.Message);
        if (error.Data is not null)
        {
            _json.WritePropertyName("data"u8);
            Write(error.Data);
        }

        _json.WriteEndObject();
        _current = this;
    }

    /// <summary>The finished array.</summary>
    public EngineMessage EndArray(PacketType type, Namespace space, long? id)
    {
        _json.WriteEndArray();
        return End(type, space.Prefix, id);
    }

    /// <summary>How long the payload of the finished packet is, in bytes.</summary>
    public int PayloadLength => _buffer.WrittenCount;

    /// <summary>The finished packet.</summary>
    public EngineMessage End(PacketType type, ReadOnlySpan<byte> prefix, long? id)
    {
        _json.Flush();
        var hasAttachments = _attachments.Count > 0;
        Span<byte> head = stackalloc byte[64];
        if (prefix.Length > 32)
            head = new byte[prefix.Length + 64];
        var at = 0;
        head[at++] = (byte)('0' + (int)(hasAttachments ? Binary(type) : type));
        if (hasAttachments)
        {
            _ = Utf8Formatter.TryFormat(_attachments.Count, head[at..], out var digits);
            at += digits;
            head[at++] = (byte)'-';
        }

        prefix.CopyTo(head[at..]);
        at += prefix.Length;
        if (id is { } number)
        {
            _ = Utf8Formatter.TryFormat(number, head[at..], out var digits);
            at += digits;
        }

        return EngineMessage.OfText(head[..at], _buffer.WrittenSpan, _attachments);
    }

    /// <summary>Gives the writer back.</summary>
    public void Dispose()
    {
        (_current, _outer) = (_outer, null);
        _attachments.Clear();
        if (_buffer.Capacity <= KeptBuffer)
            _ofThisThread = this;
    }

    /// <summary>A packet without a payload.</summary>
    public static EngineMessage Bare(PacketType type, Namespace space)
    {
        Span<byte> first = [(byte)('0' + (int)type)];
        return EngineMessage.OfText(first, space.Prefix);
    }

    private static PacketType Binary(PacketType type) => type switch
    {
        PacketType.Event => PacketType.BinaryEvent,
        PacketType.Ack => PacketType.BinaryAck,
        _ => throw new UnreachableException(),
    };
}
