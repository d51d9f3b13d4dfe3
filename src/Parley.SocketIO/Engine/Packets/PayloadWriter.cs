using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Parley.SocketIO.Engine.Packets;

/// <summary>Joins packets to an HTTP body in any <see cref="PayloadFormat"/>.</summary>
/// <param name="target">Where the body goes.</param>
/// <param name="format">How the packets are to lie in it.</param>
internal struct PayloadWriter(IBufferWriter<byte> target, PayloadFormat format)
{
    private bool _isJoining;

    /// <summary>A packet; of a message its attachments too.</summary>
    public void Write(OutgoingPacket packet)
    {
        if (packet.Message is not { } message)
        {
            WriteText(packet.Type, packet.Data);
            return;
        }

        if (message.HasText)
            WriteText(PacketType.Message, message.Text.Span);
        for (var i = 0; i < message.AttachmentCount; i++)
            WriteBinary(message.Attachment(i).Span);
    }

    /// <summary>A packet of text.</summary>
    public void WriteText(PacketType type, ReadOnlySpan<byte> utf8)
    {
        switch (format)
        {
            case PayloadFormat.Separated:
                Join();
                break;
            case PayloadFormat.Counted:
                WriteNumber(1 + Encoding.UTF8.GetCharCount(utf8), 0);
                target.Write(":"u8);
                break;
            default:
                Write(0);
                WriteNumber(1 + utf8.Length, '0');
                Write(0xFF);
                break;
        }

        Write((byte)type);
        target.Write(utf8);
    }

    /// <summary>A binary message.</summary>
    public void WriteBinary(ReadOnlySpan<byte> bytes)
    {
        switch (format)
        {
            case PayloadFormat.Separated:
                Join();
                target.Write("b"u8);
                WriteBase64(bytes);
                break;
            case PayloadFormat.Counted:
                WriteNumber(2 + Base64.GetMaxEncodedToUtf8Length(bytes.Length), 0);
                target.Write(":b4"u8);
                WriteBase64(bytes);
                break;
            default:
                Write(1);
                WriteNumber(1 + bytes.Length, '0');
                Write(0xFF);
                Write(Packet.BinaryMessage);
                target.Write(bytes);
                break;
        }
    }

    private readonly void Write(byte value)
    {
        target.GetSpan(1)[0] = value;
        target.Advance(1);
    }

    private void Join()
    {
        if (_isJoining)
            Write(0x1E);
        _isJoining = true;
    }

    // Digits as characters, or as themselves when '0' is taken away.
    private readonly void WriteNumber(int number, int less)
    {
        Span<byte> digits = stackalloc byte[10];
        Utf8Formatter.TryFormat(number, digits, out var length);
        foreach (ref var digit in digits[..length])
            digit -= (byte)less;
        target.Write(digits[..length]);
    }

    private readonly void WriteBase64(ReadOnlySpan<byte> bytes)
    {
        var span = target.GetSpan(Base64.GetMaxEncodedToUtf8Length(bytes.Length));
        Base64.EncodeToUtf8(bytes, span, out _, out var written);
        target.Advance(written);
    }
}
