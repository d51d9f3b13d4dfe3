using System.Globalization;
using System.Text;
using Parley.Primitives;

namespace Parley.Messages;

/// <summary>What text a message may hold.</summary>
public static class MessageText
{
    /// <summary>The usual bound, in Unicode scalar values (WIRE: 1,000; a dialect may have a smaller one).</summary>
    public const int DefaultMaxLength = 1000;

    /// <summary>Why a body's text is refused, or null. Text may be empty beside a file or data.</summary>
    public static Refusal? Refuse(MessageBody body, int maxLength)
    {
        if (Refuse(body.Text) is { } invalid)
            return invalid;
        if (Refuse(body.Data) is { } invalidData)
            return invalidData;
        if (body.FileId == 0 && body.Data is null && ShowsNothing(body.Text))
            return (Refusal)ChatError.TextEmpty;
        return IsLonger(body.Text, maxLength) ? new Refusal(ChatError.TextTooLong, Limit: maxLength) : null;
    }

    /// <summary>Refuses U+0000 and lone surrogates, which no store can hold.</summary>
    public static Refusal? Refuse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Contains('\0', StringComparison.Ordinal))
            return (Refusal)ChatError.TextInvalid;
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0; at = rest.IndexOfAnyInRange('\uD800', '\uDFFF'))
        {
            if (Rune.DecodeFromUtf16(rest[at..], out _, out var used) != System.Buffers.OperationStatus.Done)
                return (Refusal)ChatError.TextInvalid;
            rest = rest[(at + used)..];
        }

        return null;
    }

    /// <summary>Whether nothing of a text is seen: blanks, format characters and what fills a place without a mark.</summary>
    public static bool ShowsNothing(string? text)
    {
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !IsUnseen(rune.Value) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control))
                return false;
        }

        return true;
    }

    // Fillers of Hangul, the grapheme joiner, the blank of Braille, variation selectors, tags.
    private static bool IsUnseen(int rune) =>
        rune is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x034F or 0x2800 or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF);

    private static bool IsLonger(string text, int maxLength)
    {
        if (text.Length <= maxLength)
            return false;
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            if (++count > maxLength)
                return true;
        }

        return false;
    }
}
