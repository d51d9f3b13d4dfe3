namespace Parley.Moderation;

/// <summary>
/// Letters of other scripts that look like Latin ones, small or capital, once case is folded away: a word is the same to its reader whichever it is
/// written with. Words of those scripts fold alike themselves, so they are still found.
/// </summary>
internal static class Lookalikes
{
    private const string Cyrillic = "авекмнорстухіјѕһԁԛԝӏ";
    private const string CyrillicShown = "abekmhopctyxijshdqwl";
    private const string Greek = "αοριυνκτχβεμζη";
    private const string GreekShown = "aopiuvktxbemzh";

    /// <summary>The Latin letter that this one is taken for, or itself.</summary>
    public static int Of(int rune) => rune switch
    {
        < 0x3B1 or > 0x51D => rune,
        <= 0x3C9 => Find(Greek, GreekShown, rune),
        _ => Find(Cyrillic, CyrillicShown, rune),
    };

    private static int Find(string letters, string shown, int rune)
    {
        var at = letters.IndexOf((char)rune, StringComparison.Ordinal);
        return at < 0 ? rune : shown[at];
    }
}
