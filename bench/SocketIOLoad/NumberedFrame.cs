using System.Text;

namespace Parley.SocketIOLoad;

/// <summary>
/// A client's frame that is built and masked once. One message differs from the next in a number of eight digits alone, which is
/// written over the copy wherever the text has <see cref="Place"/>: nothing is allocated or encoded a message.
/// </summary>
internal sealed class NumberedFrame
{
    /// <summary>Stands where the number goes.</summary>
    public const string Place = "########";

    /// <summary>The first number: all have as many digits, and none begins with a zero, which JSON forbids.</summary>
    public const int First = 10_000_000;

    private const int Last = 99_999_999;
    private static readonly byte[] Mask = [0x5a, 0x13, 0xc7, 0x8e];
    private readonly byte[] _frame;
    private readonly int _payload;
    private readonly List<int> _places = [];

    public NumberedFrame(string text)
    {
        for (var at = text.IndexOf(Place, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Place, at + Place.Length, StringComparison.Ordinal))
            _places.Add(at);
        _frame = Plain(text);
        _payload = _frame.Length - text.Length;
    }

    public int Length => _frame.Length;

    /// <summary>A text frame without a number.</summary>
    public static byte[] Plain(string text) => Frames.Masked(0x1, Encoding.ASCII.GetBytes(text), Mask);

    public void WriteTo(Span<byte> target, int number)
    {
        if (number > Last)
            throw new InvalidOperationException("a connection has no numbers left");
        _frame.CopyTo(target);
        var payload = target[_payload..];
        foreach (var place in _places)
        {
            var rest = number;
            for (var at = place + Place.Length - 1; at >= place; at--, rest /= 10)
                payload[at] = (byte)(('0' + rest % 10) ^ Mask[at & 3]);
        }
    }
}
