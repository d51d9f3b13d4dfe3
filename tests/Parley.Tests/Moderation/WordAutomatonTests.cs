using Parley.Moderation;

namespace Parley.Tests.Moderation;

public sealed class WordAutomatonTests
{
    [Fact]
    public void It_finds_what_a_naive_search_finds()
    {
        var random = new Random(20251122);
        for (var round = 0; round < 3_000; round++)
        {
            var letters = "abc江湖\uD83D\uDE00"[..random.Next(1, 8)];
            var words = Enumerable.Range(0, random.Next(1, 30)).Select(_ => Text(random, letters, random.Next(1, 6))).Distinct().ToArray();
            var text = Text(random, letters + "z", random.Next(0, 80));

            var expected = from end in Enumerable.Range(1, text.Length)
                           from word in words.Index()
                           where text.AsSpan(0, end).EndsWith(word.Item, StringComparison.Ordinal)
                           orderby end, word.Item.Length descending
                           select (word.Index, end - word.Item.Length, end);
            Assert.Equal(expected, Find(new WordAutomaton(words), text));
        }
    }

    [Fact]
    public void Words_inside_and_across_each_other_are_all_found() =>
        Assert.Equal([(1, 1, 4), (0, 2, 4), (3, 2, 6), (2, 3, 6)], Find(new WordAutomaton(["he", "she", "ers", "hers"]), "ushers"));

    [Fact]
    public void A_list_of_many_words_is_built_and_searched()
    {
        var words = Enumerable.Range(0, 50_000).Select(i => $"{(char)(0x4E00 + (i % 5_000))}{i}").ToArray();
        var automaton = new WordAutomaton(words);
        foreach (var i in new[] { 0, 4_999, 25_000, 49_999 })
            Assert.Contains(Find(automaton, $"xx{words[i]}yy"), found => found == (i, 2, 2 + words[i].Length));
    }

    private static string Text(Random random, string letters, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => letters[random.Next(letters.Length)]));

    private static List<(int Word, int Start, int End)> Find(WordAutomaton automaton, string text)
    {
        var all = new List<(int, int, int)>();
        var cursor = default(WordAutomaton.Cursor);
        while (automaton.Next(text, ref cursor, out var found))
            all.Add((found.Word, found.Start, found.End));
        return all;
    }
}
