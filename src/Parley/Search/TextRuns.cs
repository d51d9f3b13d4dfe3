using System.Text;

namespace Parley.Search;

/// <summary>Cuts text into runs: '我的iPhone 15' is 我的, iphone, 15.</summary>
internal static class TextRuns
{
    /// <summary>The runs, in order.</summary>
    public static IEnumerable<TextRun> Of(string text)
    {
        var run = new StringBuilder();
        var kind = RuneKind.Separator;
        var halves = 0; // of a flag, in the run that is open
        foreach (var original in text.EnumerateRunes())
        {
            var rune = TextFolding.Fold(original);
            var next = RuneKinds.Of(rune);
            if (next == RuneKind.Ignored)
                continue;
            var isSecondHalf = halves == 1 && RuneKinds.IsRegional(rune);
            if (run.Length > 0 && !isSecondHalf && (next != kind || next == RuneKind.Symbol))
            {
                yield return new TextRun(kind, run.ToString());
                run.Clear();
            }

            halves = RuneKinds.IsRegional(rune) ? (isSecondHalf ? 2 : 1) : 0;
            kind = next;
            if (next != RuneKind.Separator)
                run.Append(rune);
        }

        if (run.Length > 0)
            yield return new TextRun(kind, run.ToString());
    }
}
