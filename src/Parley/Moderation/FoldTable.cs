using System.Globalization;

namespace Parley.Moderation;

/// <summary>
/// What each character folds to, from <c>folding.txt</c>; then what is traditional to what is simplified, from <c>chinese.txt</c>. A table of our
/// own, because <see cref="string.Normalize()"/> leaves everything but ASCII
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
        var (texts, simplified) = (new List<char>(), ReadChinese());
        foreach (var line in Lines("folding.txt"))
            Read(line.Split(' '), simplified, texts);
        foreach (var (traditional, simple) in simplified)
            Put(traditional, char.ConvertFromUtf32(simple), texts);
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

    private static IEnumerable<string> Lines(string name)
    {
        using var lines = new StreamReader(typeof(FoldTable).Assembly.GetManifestResourceStream(name)!);
        while (lines.ReadLine() is { } line)
        {
            if (line[0] != '#')
                yield return line;
        }
    }

    // A line is a simplified character and the traditional ones that are written for it.
    private static Dictionary<int, int> ReadChinese() => Lines("chinese.txt")
        .Select(line => line.EnumerateRunes().ToArray())
        .SelectMany(runes => runes.Skip(1).Select(traditional => (traditional.Value, runes[0].Value)))
        .ToDictionary();

    private void Read(string[] fields, Dictionary<int, int> simplified, List<char> texts)
    {
        var step = fields[0].EndsWith("/2", StringComparison.Ordinal) ? 2 : 1;
        var range = fields[0].Split('/')[0].Split('-');
        var (first, last) = (Hex(range[0]), Hex(range[^1]));
        for (var rune = first; rune <= last; rune += step)
        {
            var offset = rune - first;
            Put(rune, string.Concat(fields.Skip(1).Select(target => char.ConvertFromUtf32(Simplify(Hex(target) + offset)))), texts);
        }

        int Simplify(int target) => simplified.GetValueOrDefault(target, target);
    }

    private void Put(int rune, string folded, List<char> texts)
    {
        var page = _pages[rune >> PageBits] ??= new int[1 << PageBits];
        page[rune & ((1 << PageBits) - 1)] = ((texts.Count << LengthBits) | folded.Length) + 1;
        texts.AddRange(folded);
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
