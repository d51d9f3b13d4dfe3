namespace Parley.Moderation;

/// <summary>How words compare: without case, width, and what is put between the characters of a word to hide it.</summary>
public static class WordFolding
{
    /// <summary>What a word is known by on its list and looked for by in texts; empty when nothing of it is left.</summary>
    public static string Key(string word)
    {
        using var folded = new FoldedText(word);
        return folded.Chars.Trim().ToString();
    }
}
