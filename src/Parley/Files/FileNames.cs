using System.Globalization;
using System.Text;

namespace Parley.Files;

/// <summary>File names as clients write them, made fit to be shown and saved under. The store never uses one.</summary>
public static class FileNames
{
    /// <summary>The longest name, in UTF-16 code units.</summary>
    public const int MaxLength = 120;

    private const string Nameless = "file";
    private const string Forbidden = "<>:\"|?*"; // on some file systems
    private const int LongestExtension = 16;

    /// <summary>The last part of what may be a path, without what can't be seen or turns the text around, of bounded length.</summary>
    public static string Clean(string? name)
    {
        var last = (name ?? "").AsSpan();
        last = last[(last.LastIndexOfAny('/', '\\') + 1)..];
        var clean = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes()) // a lone surrogate comes as U+FFFD
        {
            if (IsShown(rune))
                clean.Append(rune.IsAscii && Forbidden.Contains((char)rune.Value, StringComparison.Ordinal) ? "_" : rune.ToString());
        }

        var text = Trim(Shorten(Trim(clean.ToString())));
        return text.Length == 0 ? Nameless : text;
    }

    /// <summary>The extension, lower case, without its dot; empty when there is none.</summary>
    public static string ExtensionOf(string name) => Path.GetExtension(name).TrimStart('.').ToLowerInvariant();

    // Control and format characters: the latter turn the direction of text, so that "gpj.exe" reads "exe.jpg".
    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    // Dots at the ends hide a file or climb out of a folder; some systems drop them.
    private static string Trim(string name)
    {
        var (start, end) = (0, name.Length);
        while (start < end && IsEdge(name[start]))
            start++;
        while (end > start && IsEdge(name[end - 1]))
            end--;
        return name[start..end];

        static bool IsEdge(char c) => c == '.' || char.IsWhiteSpace(c);
    }

    private static string Shorten(string name)
    {
        if (name.Length <= MaxLength)
            return name;
        var extension = Path.GetExtension(name);
        if (extension.Length > LongestExtension)
            extension = "";
        var length = MaxLength - extension.Length;
        if (char.IsHighSurrogate(name[length - 1]))
            length--;
        return name[..length] + extension;
    }
}
