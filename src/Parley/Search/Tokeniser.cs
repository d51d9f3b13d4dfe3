using System.Text;

namespace Parley.Search;

/// <summary>
/// Cuts a message's text into the tokens under which it is found: words whole, scripts without blanks by single characters and by pairs,
/// emoji one by one. 'Hello 你好吗' has hello, 你, 你好, 好, 好吗, 吗. The same for both databases, and for text and queries
/// (<see cref="SearchWords"/>). A token holds no ASCII but letters and digits, so that a store may set its own tokens apart.
/// </summary>
public static class Tokeniser
{
    /// <summary>The longest word, in UTF-16 units; of a longer one the beginning counts.</summary>
    public const int LongestWord = 64;

    // Above every surface's bound on text; what lies beyond is not indexed.
    private const int LongestText = 16 * 1024;

    /// <summary>The tokens, each once.</summary>
    public static IReadOnlySet<string> Cut(string text)
    {
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        foreach (var run in TextRuns.Of(text.Length > LongestText ? text[..LongestText] : text))
        {
            if (run.Kind != RuneKind.RunOn)
                tokens.Add(Clip(run.Text));
            else
                AddGrams(tokens, run.Text);
        }

        return tokens;
    }

    internal static string Clip(string word)
    {
        if (word.Length <= LongestWord)
            return word;
        return word[..(char.IsHighSurrogate(word[LongestWord - 1]) ? LongestWord - 1 : LongestWord)];
    }

    private static void AddGrams(HashSet<string> tokens, string run)
    {
        var previous = 0;
        var at = 0;
        while (at < run.Length)
        {
            var next = at + Rune.GetRuneAt(run, at).Utf16SequenceLength;
            tokens.Add(run[at..next]);
            if (at > 0)
                tokens.Add(run[previous..next]);
            (previous, at) = (at, next);
        }
    }
}
