using System.Buffers.Text;
using System.Text;

namespace Parley.Load;

/// <summary>
/// A connection's <c>chat/send</c>, built and masked once. A message differs from the last in two numbers of fixed width (a counter
/// and the tick at which it was due), which are written over the copy: nothing is allocated or encoded a message.
/// </summary>
internal sealed class SendFrame
{
    public const int TickDigits = 16;

    private static readonly byte[] Mask = [0x5a, 0x13, 0xc7, 0x8e];
    private readonly byte[] _frame;
    private readonly int _payload;
    private readonly int _counterAt;
    private readonly int _tempTickAt;
    private readonly int _contentTickAt;

    /// <param name="run">8 characters that no earlier run used, so that no temp id comes twice.</param>
    /// <param name="receiver">The peer's id.</param>
    /// <param name="size">Characters of text.</param>
    public SendFrame(string run, string receiver, int size)
    {
        const string tick = "tttttttttttttttt";
        var head = "{\"type\":\"chat\",\"action\":\"send\",\"data\":{\"temp_id\":\"" + run;
        var middle = "\",\"receiver_id\":\"" + receiver + "\",\"message_type\":\"text\",\"content\":\"";
        var payload = Encoding.UTF8.GetBytes(head + "cccccccc" + tick + middle + tick + new string('x', size - TickDigits) + "\"}}");
        _counterAt = head.Length;
        _tempTickAt = _counterAt + 8;
        _contentTickAt = _tempTickAt + TickDigits + middle.Length;
        _frame = Frames.Masked(0x1, payload, Mask);
        _payload = _frame.Length - payload.Length;
    }

    public int Length => _frame.Length;

    public void WriteTo(Span<byte> target, int counter, long tick)
    {
        _frame.CopyTo(target);
        var payload = target[_payload..];
        Hex(payload, _counterAt, counter, 8);
        Hex(payload, _tempTickAt, tick, TickDigits);
        Hex(payload, _contentTickAt, tick, TickDigits);
    }

    /// <summary>The tick that a temp id or text carries.</summary>
    public static bool TryReadTick(ReadOnlySpan<byte> text, out long tick) => Utf8Parser.TryParse(text[..TickDigits], out tick, out _, 'x');

    private static void Hex(Span<byte> payload, int at, long value, int digits)
    {
        for (var i = digits - 1; i >= 0; i--, value >>= 4)
        {
            var digit = (int)value & 15;
            payload[at + i] = (byte)((digit < 10 ? '0' + digit : 'a' - 10 + digit) ^ Mask[(at + i) & 3]);
        }
    }
}
