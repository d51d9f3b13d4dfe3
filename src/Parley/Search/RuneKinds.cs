using System.Globalization;
using System.Text;

namespace Parley.Search;

/// <summary>Tells what a character does when text is cut into runs.</summary>
internal static class RuneKinds
{
    // Blocks of Unicode: first and last, ascending.
    private static readonly (int First, int Last)[] RunOnBlocks =
    [
        (0x0E00, 0x0FFF), // Thai, Lao, Tibetan
        (0x1000, 0x109F), // Myanmar
        (0x1100, 0x11FF), // Hangul Jamo
        (0x1780, 0x17FF), // Khmer
        (0x2E80, 0x2FDF), // radicals
        (0x3005, 0x3007), // 々 〆 〇
        (0x3040, 0x318F), // Hiragana, Katakana, Bopomofo, Hangul
        (0x31A0, 0x31FF), // Bopomofo, strokes, Katakana
        (0x3400, 0x4DBF), // Han
        (0x4E00, 0x9FFF), // Han
        (0xA000, 0xA4CF), // Yi
        (0xA960, 0xA97F), // Hangul
        (0xAC00, 0xD7FF), // Hangul
        (0xF900, 0xFAFF), // Han
        (0xFF66, 0xFFDC), // half-width Katakana and Hangul
        (0x1AFF0, 0x1B16F), // Kana
        (0x20000, 0x3FFFF), // Han
    ];

    /// <summary>The kind of a folded character.</summary>
    public static RuneKind Of(Rune rune)
    {
        if (rune.IsAscii)
            return Rune.IsLetterOrDigit(rune) ? RuneKind.Word : RuneKind.Separator;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber =>
                IsRunOn(rune.Value) ? RuneKind.RunOn : RuneKind.Word,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => Mark(rune.Value),
            UnicodeCategory.EnclosingMark or UnicodeCategory.Format => RuneKind.Ignored,
            UnicodeCategory.OtherSymbol => RuneKind.Symbol,
            UnicodeCategory.ModifierSymbol => IsEmoji(rune.Value) ? RuneKind.Ignored : RuneKind.Separator, // skin tones
            UnicodeCategory.OtherNotAssigned => IsEmoji(rune.Value) ? RuneKind.Symbol : RuneKind.Separator, // younger than our tables
            _ => RuneKind.Separator,
        };
    }

    /// <summary>One half of a flag.</summary>
    public static bool IsRegional(Rune rune) => rune.Value is >= 0x1F1E6 and <= 0x1F1FF;

    private static RuneKind Mark(int value) => value switch
    {
        >= 0x0300 and <= 0x036F => RuneKind.Ignored, // accents, written apart from their letter
        >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF => RuneKind.Ignored, // variation selectors
        _ => IsRunOn(value) ? RuneKind.RunOn : RuneKind.Word,
    };

    private static bool IsEmoji(int value) => value is >= 0x1F000 and <= 0x1FAFF;

    private static bool IsRunOn(int value)
    {
        foreach (var (first, last) in RunOnBlocks)
        {
            if (value <= last)
                return value >= first;
        }

        return false;
    }
}
