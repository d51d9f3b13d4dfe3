using System.Globalization;
using System.Net.Mail;
using System.Text;
using Parley.Primitives;

namespace Parley.Accounts;

/// <summary>What the fields of an account may hold, and the form in which they are kept and compared.</summary>
public static class FieldRules
{
    private const int LongestUsername = 64;
    private const int LongestDisplayName = 64;
    private const int LongestRealName = 64;
    private const int LongestUrl = 500;
    private const int LongestEmail = 254; // RFC 5321, 4.5.3.1.3, less the brackets
    private const int LongestOpenId = 64;
    private const int LongestExternalId = 64;

    /// <summary>3 to 64 letters (of any script), digits and <c>. _ - @</c>.</summary>
    public static bool IsUsername(string? text) =>
        text is { Length: >= 3 and <= LongestUsername } && IsKeepable(text) && text.EnumerateRunes().All(IsUsernameRune);

    /// <summary>1 to 64 characters, none of them a control character, not only blanks, and no markup.</summary>
    public static bool IsDisplayName(string? text) => IsPlainLine(text, LongestDisplayName);

    /// <summary>As a display name.</summary>
    public static bool IsRealName(string? text) => IsPlainLine(text, LongestRealName);

    /// <summary>An http(s) address or a path on this server, up to 500 characters. Browsers take <c>//host</c> and <c>/\host</c> for another server.</summary>
    public static bool IsPictureUrl(string? text) =>
        IsLine(text, LongestUrl)
        && ((text![0] == '/' && (text.Length == 1 || text[1] is not ('/' or '\\'))) || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)));

    /// <summary>A WeChat id as WeChat gives it.</summary>
    public static bool IsOpenId(string? text) =>
        text is { Length: >= 1 and <= LongestOpenId } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>The id by which a tenant's backend knows a person: 1 to 64 characters.</summary>
    public static bool IsExternalId(string? text) => IsLine(text, LongestExternalId);

    /// <summary>A phone number as it is kept: 5 to 15 digits (E.164) with an optional leading +, without the blanks and hyphens that people write.</summary>
    public static string? CleanPhone(string? text) => CleanNumber(text, fewest: 5);

    /// <summary>The same for a number that is dialled for help, which may be as short as 110 or 911.</summary>
    public static string? CleanHelpline(string? text) => CleanNumber(text, fewest: 3);

    private static string? CleanNumber(string? text, int fewest)
    {
        if (text is null || text.Length > 32)
            return null;
        var clean = new StringBuilder(text.Length);
        foreach (var c in Usernames.Fold(text).Trim())
        {
            if (char.IsAsciiDigit(c) || (c == '+' && clean.Length == 0))
                clean.Append(c);
            else if (c is not (' ' or '-' or '(' or ')'))
                return null;
        }

        var digits = clean.Length - (clean.Length > 0 && clean[0] == '+' ? 1 : 0);
        return digits >= fewest && digits <= 15 ? clean.ToString() : null;
    }

    /// <summary>A phone number as it is compared: a Chinese mobile number is the same with and without its country code.</summary>
    public static string PhoneKey(string clean)
    {
        var local = clean.StartsWith("+86", StringComparison.Ordinal) ? clean[3..] : clean.StartsWith("0086", StringComparison.Ordinal) ? clean[4..] : clean;
        return local.Length == 11 && local[0] == '1' ? local : clean;
    }

    /// <summary>A mail address as it is kept, or null when it is none.</summary>
    public static string? CleanEmail(string? text)
    {
        var clean = text?.Trim();
        return clean is { Length: >= 5 and <= LongestEmail }
            && IsLine(clean, LongestEmail)
            && !clean.Any(char.IsWhiteSpace)
            && MailAddress.TryCreate(clean, out var address) && address.Address == clean
            && address.Host.Contains('.') && !address.Host.EndsWith('.') && address.User.Length <= 64
            ? clean
            : null;
    }

    /// <summary>A mail address as it is compared.</summary>
    public static string EmailKey(string clean) => clean.ToLowerInvariant();

    /// <summary>A refusal that names a field.</summary>
    public static Refusal Invalid(string field, long? limit = null) => new(ChatError.InvalidField, field, limit);

    private static bool IsUsernameRune(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark || rune.Value is '.' or '_' or '-' or '@';

    /// <summary>Text of one line: not blank, no control character.</summary>
    public static bool IsLine(string? text, int longest) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= longest && IsKeepable(text) && !text.Any(char.IsControl);

    /// <summary>
    /// Text of one line that no page can take for a tag: no <c>&lt;</c> before a letter, <c>/</c>, <c>!</c> or <c>?</c>. For names, which clients
    /// put everywhere.
    /// </summary>
    public static bool IsPlainLine(string? text, int longest)
    {
        if (!IsLine(text, longest))
            return false;
        for (var at = text!.IndexOf('<', StringComparison.Ordinal); at >= 0; at = text.IndexOf('<', at + 1))
        {
            if (at + 1 < text.Length && (char.IsAsciiLetter(text[at + 1]) || text[at + 1] is '/' or '!' or '?'))
                return false;
        }

        return true;
    }

    /// <summary>No store holds U+0000 or half a surrogate pair.</summary>
    public static bool IsKeepable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))))
                return false;
            if (char.IsHighSurrogate(text[i]))
                i++;
        }

        return true;
    }
}
