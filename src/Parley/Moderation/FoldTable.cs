using System.Globalization;

namespace Parley.Moderation;

/// <summary>
/// What each character folds to, from <c>folding.txt</c>. A table of our own, because <see cref="string.Normalize()"/> leaves everything but ASCII
/// as it is where the process runs without ICU. Read once, when the first word is on the list.
/// </summary>
internal sealed class FoldTable
{
    private const int PageBits = 8;
    private const int LengthBits = 5;

    private static readonly Lazy<FoldTable> Loaded = new(() => new FoldTable());

    // Two stages; an entry is 0 (folds to itself), or where its text begins and how long it is, plus one.
    private readonly int[]?[] _pages = new int[]?[0x110000 >> PageBits];
    private readonly char[] _texts;

    private FoldTable()
    {
        var texts = new List<char>();
        using var lines = new StreamReader(typeof(FoldTable).Assembly.GetManifestResourceStream("folding.txt")!);
        while (lines.ReadLine() is { } line)
        {
            if (line[0] != '#')
                Read(line.Split(' '), texts);
        }

        _texts = [.. texts];
    }

    /// <summary>The table.</summary>
    public static FoldTable Instance => Loaded.Value;

    /// <summary>What a character folds to, if not to itself; empty when it is left out.</summary>
    public bool TryFold(int rune, out ReadOnlySpan<char> folded)
    {
        var entry = _pages[rune >> PageBits] is { } page ? page[rune & ((1 << PageBits) - 1)] : 0;
        folded = entry == 0 ? default : _texts.AsSpan((entry - 1) >> LengthBits, (entry - 1) & ((1 << LengthBits) - 1));
        return entry != 0;
    }

    private void Read(string[] fields, List<char> texts)
    {
        var step = fields[0].EndsWith("/2", StringComparison.Ordinal) ? 2 : 1;
        var range = fields[0].Split('/')[0].Split('-');
        var (first, last) = (Hex(range[0]), Hex(range[^1]));
        for (var rune = first; rune <= last; rune += step)
        {
            var at = texts.Count;
            foreach (var target in fields.AsSpan(1))
                texts.AddRange(char.ConvertFromUtf32(Hex(target) + rune - first));
            var page = _pages[rune >> PageBits] ??= new int[1 << PageBits];
            page[rune & ((1 << PageBits) - 1)] = ((at << LengthBits) | (texts.Count - at)) + 1;
        }
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
