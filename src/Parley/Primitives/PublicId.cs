using System.Globalization;

namespace Parley.Primitives;

/// <summary>
/// The same 53-bit id in the UUID form that some dialects show: a UUIDv8 (RFC 9562, 5.8), reversible and in time order.
/// <code>
///  48 bits        4     12 bits                 2    62 bits
///  id bits 52..5  0x8   id bits 4..0, 0x2A (7)  0b10 kind (8), Tag (54)
/// </code>
/// A UUID whose constant bits differ names nothing.
/// </summary>
public static class PublicId
{
    /// <summary>The largest id: 53 bits, the safe integers of JavaScript.</summary>
    public const long MaxValue = (1L << 53) - 1;

    private const ulong Tag = 0x2A_70A7_1E50_C4A7 & ((1UL << 54) - 1);
    private const ulong LowConstant = 0x2A;

    /// <summary>The UUID of an id.</summary>
    /// <param name="kind">What the id names.</param>
    /// <param name="value">The id, 0 to <see cref="MaxValue"/>.</param>
    public static Guid ToUuid(EntityKind kind, long value)
    {
        var id = (ulong)value;
        var high = (id >> 5 << 16) | (0x8UL << 12) | ((id & 31) << 7) | LowConstant;
        var low = (0b10UL << 62) | ((ulong)kind << 54) | Tag;
        return Join(high, low);
    }

    /// <summary>The UUID of an id in its canonical text, lower case with hyphens.</summary>
    public static string ToText(EntityKind kind, long value) => ToUuid(kind, value).ToString("D");

    /// <summary>The id that a UUID shows, if it is a canonical one of this kind.</summary>
    public static bool TryFromUuid(Guid uuid, EntityKind kind, out long value)
    {
        Span<byte> bytes = stackalloc byte[16];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        var high = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes);
        value = (long)((high >> 16 << 5) | ((high >> 7) & 31));
        return value > 0 && ToUuid(kind, value) == uuid;
    }

    /// <summary>Reads an id as any dialect may write it: decimal digits or the UUID form.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, EntityKind kind, out long value)
    {
        if (text.Length <= 16)
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is > 0 and <= MaxValue;
        if (Guid.TryParseExact(text, "D", out var uuid))
            return TryFromUuid(uuid, kind, out value);
        value = 0;
        return false;
    }

    private static Guid Join(ulong high, ulong low)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
        return new Guid(bytes, bigEndian: true);
    }
}
