using System.Text;

namespace Parley.Search;

/// <summary>
/// Reads what a person typed into a search box: all of its words must be in the message, in whatever order. The last word may be the beginning
/// of one, as it is while it is being typed, if it has three letters: 'hello wor' finds 'Hello, world'. Of Chinese and the like pairs of
/// neighbours are looked for, of a single character that one.
/// </summary>
public static class SearchWords
{
    // Fewer letters begin too many words: each of them is read.
    private const int ShortestPrefix = 3;

    /// <summary>The words, each once; none when there is nothing to look for.</summary>
    public static IReadOnlyList<SearchWord> Parse(string query)
    {
        var words = new List<SearchWord>();
        var runs = TextRuns.Of(query).ToArray();
        for (var i = 0; i < runs.Length; i++)
        {
            if (runs[i].Kind == RuneKind.RunOn)
                AddPairs(words, runs[i].Text);
            else
                words.Add(new SearchWord(Tokeniser.Clip(runs[i].Text), i == runs.Length - 1 && IsPrefix(runs[i])));
        }

        return [.. words.Distinct()];
    }

    private static bool IsPrefix(TextRun run) => run.Kind == RuneKind.Word && run.Text.Length is >= ShortestPrefix and <= Tokeniser.LongestWord;

    private static void AddPairs(List<SearchWord> words, string run)
    {
        var first = Rune.GetRuneAt(run, 0).Utf16SequenceLength;
        if (first == run.Length)
        {
            words.Add(new SearchWord(run, IsPrefix: false));
            return;
        }

        for (int from = 0, middle = first; middle < run.Length;)
        {
            var to = middle + Rune.GetRuneAt(run, middle).Utf16SequenceLength;
            words.Add(new SearchWord(run[from..to], IsPrefix: false));
            (from, middle) = (middle, to);
        }
    }
}
