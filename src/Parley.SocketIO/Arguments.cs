using System.Text.Json;
using Parley.SocketIO.Packets;

namespace Parley.SocketIO;

/// <summary>The arguments of an event, or of an answer to one: JSON values, some of which may stand for bytes. Nobody changes them.</summary>
public class Arguments
{
    private readonly Payloads _payloads;
    private readonly ReadOnlyMemory<byte>[] _values;

    /// <param name="payloads">How to read them.</param>
    /// <param name="json">The array, kept.</param>
    /// <param name="skip">How many of its values come before the first argument.</param>
    /// <param name="attachments">What its placeholders stand for.</param>
    internal Arguments(Payloads payloads, ReadOnlyMemory<byte> json, int skip, IReadOnlyList<ReadOnlyMemory<byte>>? attachments)
    {
        _payloads = payloads;
        Attachments = attachments ?? [];
        _values = Split(json, skip);
    }

    /// <summary>How many there are.</summary>
    public int Count => _values.Length;

    /// <summary>The binary attachments, in order. A JSON value names one as <c>{"_placeholder":true,"num":0}</c>.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Attachments { get; }

    /// <summary>One argument as JSON.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public JsonElement this[int index] => Get<JsonElement>(index);

    /// <summary>One argument as a value of one's own type.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    /// <exception cref="PayloadException">It is not of that type.</exception>
    public T? Get<T>(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        using var scope = new AttachmentScope(Attachments);
        var reader = new Utf8JsonReader(_values[index].Span);
        reader.Read();
        return _payloads.Read<T>(ref reader);
    }

    /// <summary>An argument as it came.</summary>
    internal ReadOnlySpan<byte> Raw(int index) => _values[index].Span;

    private static ReadOnlyMemory<byte>[] Split(ReadOnlyMemory<byte> json, int skip)
    {
        var values = new List<ReadOnlyMemory<byte>>();
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (i >= skip)
                values.Add(json[start..(int)reader.BytesConsumed]);
        }

        return [.. values];
    }
}
