namespace Parley.Contacts;

/// <summary>
/// Numbers of Chinese identity cards: 18 places, the last one a digit or X (GB 11643-1999), or the 15 digits of the cards before. The check digit
/// is not asked for: an address book holds what its owner was told.
/// </summary>
public static class IdCards
{
    private const int ShownFirst = 3;
    private const int ShownLast = 4;

    /// <summary>The number as it is kept, or null when it is none.</summary>
    public static string? Clean(string? text)
    {
        var clean = text?.Trim().ToUpperInvariant();
        return clean is { Length: 15 or 18 } && clean[..^1].All(char.IsAsciiDigit) && (char.IsAsciiDigit(clean[^1]) || clean is { Length: 18 } && clean[^1] == 'X')
            ? clean
            : null;
    }

    /// <summary><c>110***********1234</c>: the first three and the last four places.</summary>
    public static string Mask(string clean) => $"{clean[..ShownFirst]}{new string('*', clean.Length - ShownFirst - ShownLast)}{clean[^ShownLast..]}";
}
