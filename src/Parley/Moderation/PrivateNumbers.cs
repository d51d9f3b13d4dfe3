using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Parley.Configuration;

namespace Parley.Moderation;

/// <summary>
/// Finds phone, card and identity numbers in a text, with whatever digits they are written and however they are grouped by blanks, dots, hyphens and the
/// like, and does with them what the settings say: nothing by default. A number is a whole one: what stands in a longer row of digits is something else.
/// </summary>
public sealed class PrivateNumbers(Current<ModerationOptions> options)
{
    private const int Longest = 19;
    private const int Shortest = 11;
    private const int WidestGap = 3;
    private const string Separators = " -._/·•–—";
    private const char Nothing = '\uFFFF'; // stands for what is not seen, and for the second half of a digit

    /// <summary>Whether nothing becomes of any number, so that there is no need to look.</summary>
    internal bool IsIdle => options.Value is { Phones: null, Cards: null, IdCards: null };

    /// <summary>What is to become of the text; the default when there is nothing in it.</summary>
    internal WordVerdict Check(string text)
    {
        var verdict = default(WordVerdict);
        var rules = options.Value;
        if (rules is { Phones: null, Cards: null, IdCards: null } || text.Length < Shortest)
            return verdict;
        var read = Plain(text);
        char[]? masked = null;
        for (var at = 0; at < read.Length;)
        {
            if (!char.IsAsciiDigit(read[at]))
                at++;
            else if (Find(read, at) is not { } found)
                at = EndOfGroup(read, at);
            else
            {
                if (ActionOf(found.Kind, rules) is { } action)
                    verdict = Add(verdict, found, action, read, text, ref masked);
                at = found.End;
            }
        }

        return masked is null || verdict.IsRejected ? verdict : verdict with { Masked = new string(masked) };
    }

    private static WordVerdict Add(WordVerdict verdict, Found found, WordAction action, string read, string text, ref char[]? masked)
    {
        if (action == WordAction.Mask)
        {
            Mask(masked ??= text.ToCharArray(), read, found);
            return verdict;
        }

        var name = found.Kind.ToString(); // never the number itself
        var names = verdict.Words is { } known ? known.Contains(name, StringComparer.Ordinal) ? known : [.. known, name] : [name];
        return verdict with { IsRejected = verdict.IsRejected || action == WordAction.Reject, IsFlagged = verdict.IsFlagged || action == WordAction.Flag, Words = names };
    }

    private static WordAction? ActionOf(PrivateNumber kind, ModerationOptions rules) => kind switch
    {
        PrivateNumber.Phone => rules.Phones,
        PrivateNumber.Card => rules.Cards,
        PrivateNumber.IdCard => rules.IdCards,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An unknown kind of number."),
    };

    // The longest number that begins with this group of digits and ends with one.
    private static Found? Find(string text, int start)
    {
        Span<char> digits = stackalloc char[Longest + 1];
        var (length, separator) = (0, default(char));
        Found? longest = null;
        for (var at = start; ;)
        {
            var end = EndOfGroup(text, at);
            for (; at < end; at++)
            {
                if (text[at] == Nothing)
                    continue;
                if (length == Longest)
                    return longest;
                digits[length++] = text[at];
            }

            if (KindOf(digits[..length]) is { } kind)
                longest = new Found(kind, start, end);
            if (end == text.Length)
                return longest;
            if (text[end] is 'x' or 'X' && !IsWordAt(text, end + 1))
            {
                digits[length] = 'X';
                return IsIdCard(digits[..(length + 1)]) ? new Found(PrivateNumber.IdCard, start, end + 1) : longest;
            }

            while (at < text.Length && at - end < WidestGap && (text[at] == text[end] || text[at] == Nothing))
                at++;
            if (!Separators.Contains(text[end], StringComparison.Ordinal) || at == text.Length || !char.IsAsciiDigit(text[at]))
                return longest;
            if (digits[..length] is "86" or "0086")
                continue; // behind the country code another may follow
            if (separator != default && separator != text[end])
                return longest; // a date behind a price
            separator = text[end];
        }
    }

    private static PrivateNumber? KindOf(ReadOnlySpan<char> digits)
    {
        if (IsIdCard(digits))
            return PrivateNumber.IdCard;
        var national = digits.Length == 13 && digits.StartsWith("86") ? digits[2..] : digits.Length == 15 && digits.StartsWith("0086") ? digits[4..] : digits;
        if (national.Length == 11 && national[0] == '1' && national[1] is >= '3' and <= '9')
            return PrivateNumber.Phone;
        return digits.Length is >= 13 and <= Longest && digits[0] != '0' && IsLuhn(digits) ? PrivateNumber.Card : null;
    }

    private static bool IsIdCard(ReadOnlySpan<char> digits)
    {
        ReadOnlySpan<int> weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        if (digits.Length != 18)
            return false;
        var sum = 0;
        for (var i = 0; i < 17; i++)
            sum += (digits[i] - '0') * weights[i];
        return digits[17] == "10X98765432"[sum % 11];
    }

    // ISO/IEC 7812-1, annex B.
    private static bool IsLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            var doubled = i % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return sum % 10 == 0;
    }

    // The first three and the last four stay, as everywhere; of a card the last four alone.
    private static void Mask(char[] text, string read, Found found)
    {
        var places = Enumerable.Range(found.Start, found.End - found.Start).Where(at => char.IsAsciiDigit(read[at]) || read[at] is 'x' or 'X').ToArray();
        var shown = found.Kind switch
        {
            PrivateNumber.Card => 0,
            PrivateNumber.Phone => places.Length - 8, // a country code stays too
            _ => 3,
        };
        foreach (var at in places.Skip(shown).SkipLast(4))
        {
            if (char.IsHighSurrogate(text[at]))
                text[at + 1] = '*';
            text[at] = '*';
        }
    }

    // The text as it is looked through, each place where it was: digits of all scripts and widths as ASCII's, what shows nothing or stands over another left out.
    private static string Plain(string text) => Ascii.IsValid(text) ? text : string.Create(text.Length, text, static (plain, text) =>
    {
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var used);
            plain.Slice(at, used).Fill(Nothing);
            plain[at] = CharUnicodeInfo.GetDecimalDigitValue(text, at) is var digit and >= 0 ? (char)('0' + digit)
                : rune.IsAscii || !FoldTable.Instance.TryFold(rune.Value, out var folded) ? text[at]
                : folded.Length switch { 0 => Nothing, 1 when !char.IsAsciiDigit(folded[0]) => folded[0], _ => text[at] }; // ① before a number counts it
            at += used;
        }
    });

    private static int EndOfGroup(string text, int at)
    {
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == Nothing))
            at++;
        return at;
    }

    private static bool IsWordAt(string text, int at) => at < text.Length && char.IsAsciiLetterOrDigit(text[at]);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Found(PrivateNumber Kind, int Start, int End);
}
