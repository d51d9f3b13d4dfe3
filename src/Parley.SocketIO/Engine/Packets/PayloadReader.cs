using System.Text;
using System.Text.Unicode;

namespace Parley.SocketIO.Engine.Packets;

/// <summary>
/// Takes the packets of an HTTP body apart, one after the other, in any <see cref="PayloadFormat"/>. Never throws for what is in it.
/// </summary>
/// <param name="body">The body; base64 is decoded where it lies.</param>
/// <param name="format">How the packets lie in it.</param>
internal struct PayloadReader(Memory<byte> body, PayloadFormat format)
{
    private const byte Separator = 0x1E;
    private const int MaxDigits = 9;

    private Memory<byte> _rest = body;
    private bool _isEnd;
    private bool _isChecked;

    /// <summary>The next packet. After anything but a packet, don't go on.</summary>
    public PayloadStatus Read(out Packet packet)
    {
        packet = default;
        if (!_isChecked)
        {
            _isChecked = true;
            if (_rest.IsEmpty || (format != PayloadFormat.CountedBinary && !Utf8.IsValid(_rest.Span)))
                return PayloadStatus.Bad;
        }

        if (_isEnd)
            return PayloadStatus.End;
        return format switch
        {
            PayloadFormat.Separated => ReadSeparated(out packet),
            PayloadFormat.Counted => ReadCounted(out packet),
            _ => ReadCountedBinary(out packet),
        };
    }

    private PayloadStatus ReadSeparated(out Packet packet)
    {
        var length = _rest.Span.IndexOf(Separator);
        var text = length < 0 ? _rest : _rest[..length];
        _isEnd = length < 0;
        _rest = length < 0 ? default : _rest[(length + 1)..];
        return Packet.TryReadText(text, 4, out packet) ? PayloadStatus.Packet : PayloadStatus.Bad;
    }

    private PayloadStatus ReadCounted(out Packet packet)
    {
        packet = default;
        while (!_rest.IsEmpty)
        {
            if (!TryReadNumber(0, (byte)'0', (byte)':', out var units, out var head)
                || !TryMeasure(_rest.Span[head..], units, out var length))
                return PayloadStatus.Bad;
            var text = _rest.Slice(head, length);
            _rest = _rest[(head + length)..];
            if (!text.IsEmpty) // Node passes over empty ones
                return Packet.TryReadText(text, 3, out packet) ? PayloadStatus.Packet : PayloadStatus.Bad;
        }

        return PayloadStatus.End;
    }

    private PayloadStatus ReadCountedBinary(out Packet packet)
    {
        packet = default;
        if (_rest.IsEmpty)
            return PayloadStatus.End;
        var kind = _rest.Span[0];
        if (kind > 1 || !TryReadNumber(1, 0, 0xFF, out var length, out var head) || length == 0 || length > _rest.Length - head)
            return PayloadStatus.Bad;
        var data = _rest.Slice(head, length);
        _rest = _rest[(head + length)..];
        if (kind == 0)
            return Utf8.IsValid(data.Span) && Packet.TryReadText(data, 3, out packet) ? PayloadStatus.Packet : PayloadStatus.Bad;
        packet = new Packet(PacketType.Message, IsBinary: true, data[1..]);
        return data.Span[0] == Packet.BinaryMessage ? PayloadStatus.Packet : PayloadStatus.Bad;
    }

    // Decimal digits, then an end mark.
    private readonly bool TryReadNumber(int at, byte zero, byte end, out int number, out int next)
    {
        var span = _rest.Span;
        number = 0;
        for (next = at; next < span.Length && next - at <= MaxDigits; next++)
        {
            if (span[next] == end)
                return next++ > at;
            var digit = span[next] - zero;
            if (digit is < 0 or > 9 || next - at == MaxDigits)
                return false;
            number = (number * 10) + digit;
        }

        return false;
    }

    // How many bytes so many UTF-16 units take.
    private static bool TryMeasure(ReadOnlySpan<byte> utf8, int units, out int length)
    {
        length = units;
        if (units <= utf8.Length && Ascii.IsValid(utf8[..units]))
            return true;
        for (length = 0; units > 0 && length < utf8.Length;)
        {
            var size = utf8[length] switch { < 0x80 => 1, < 0xE0 => 2, < 0xF0 => 3, _ => 4 };
            length += size;
            units -= size == 4 ? 2 : 1;
        }

        return units == 0;
    }
}
