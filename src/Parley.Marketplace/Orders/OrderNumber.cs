using Parley.Primitives;

namespace Parley.Marketplace.Orders;

/// <summary>
/// The number of an order as people read it: the day (UTC) and eight characters, <c>20261122-7F3K-9Q0A</c>. It says the same as the id, so no
/// two orders share one and nothing has to be counted.
/// <code>
///  day of the id's time   27 bits ms of the day   6 node   7 sequence     5 bits a character, Crockford's base 32
/// </code>
/// </summary>
public static class OrderNumber
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // no I, L, O, U
    private const int RestBits = 13;
    private const long DayMs = 86_400_000;

    /// <summary>The number of an order.</summary>
    public static string Of(OrderId id)
    {
        var ms = IdGenerator.TimeOf(id.Value);
        var code = ((ms % DayMs) << RestBits) | (id.Value & ((1L << RestBits) - 1));
        return string.Create(null, $"{DateTimeOffset.FromUnixTimeMilliseconds(ms):yyyyMMdd}-{Encode(code >> 20)}-{Encode(code & 0xFFFFF)}");
    }

    private static string Encode(long bits) => string.Create(4, bits, (text, left) =>
    {
        for (var at = 3; at >= 0; at--, left >>= 5)
            text[at] = Alphabet[(int)(left & 31)];
    });
}
