using System.Text;

namespace Parley.Search;

/// <summary>
/// Makes characters alike that people take for the same when they search: case, full width, marks on Latin letters. By hand, because
/// <see cref="string.Normalize()"/> leaves everything but ASCII as it is where the process runs without ICU.
/// </summary>
internal static class TextFolding
{
    private const int FirstFullWidth = 0xFF01;
    private const int LastFullWidth = 0xFF5E;

    /// <summary>The form in which a character is indexed and looked for; never another number of characters.</summary>
    public static Rune Fold(Rune rune)
    {
        if (rune.Value is >= FirstFullWidth and <= LastFullWidth)
            rune = new Rune(rune.Value - FirstFullWidth + '!');
        if (rune.IsAscii)
            return Rune.ToLowerInvariant(rune);
        if (rune.IsBmp && LatinFolding.Strip((char)rune.Value) is var plain && plain != rune.Value)
            return new Rune(plain);
        return Rune.ToLowerInvariant(rune) switch
        {
            { Value: 'ς' } => new Rune('σ'), // the same letter at the end of a word
            { Value: 'ё' } => new Rune('е'), // which most people write without its dots
            var lower => lower,
        };
    }
}
