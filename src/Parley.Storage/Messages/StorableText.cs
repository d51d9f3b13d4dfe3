namespace Parley.Storage.Messages;

/// <summary>Whether a string is text that both databases can hold: no U+0000, no lone surrogate.</summary>
internal static class StorableText
{
    public static bool Is(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            return false;
        for (var i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i < text.Length && i >= 0; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }
}
