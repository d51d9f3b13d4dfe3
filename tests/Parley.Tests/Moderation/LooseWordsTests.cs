using System.Globalization;
using System.Text;
using Parley.Moderation;

namespace Parley.Tests.Moderation;

/// <summary>The two looks through a text against what they mean, done the slow way.</summary>
public sealed class LooseWordsTests
{
    private static readonly string[] Pieces =
        ["v", "x", "a", "Ｘ", "в", "加", "信", "號", "カ", "ﾞ", "1", "\u0301", "\u200B", " ", " ", ".", "-", "・", "☆", "😀", "\U00020000", "ab", "vx"];

    [Fact]
    public void Both_looks_mask_what_a_naive_search_finds()
    {
        var random = new Random(20261123);
        for (var round = 0; round < 5_000; round++)
        {
            var words = Enumerable.Range(0, random.Next(1, 8)).Select(_ => Text(random, random.Next(1, 5))).Where(word => WordFolding.Key(word).Length > 0).ToArray();
            var text = Text(random, random.Next(0, 40));
            var expected = Mask(text, words);
            var filter = new WordFilter(words.Select(word => new SensitiveWord(default, word, WordAction.Mask, 0)));
            Assert.Equal(expected, filter.Check(text).Masked ?? text);
        }
    }

    [Theory]
    [InlineData("I need a lot of food, thanks.", false)]
    [InlineData("你好，我家的猫咪 周六。", false)]
    [InlineData("plan b is a -", false)]
    [InlineData("v x", true)]
    [InlineData("my iPhone 坏了", true)]
    public void A_second_look_is_taken_only_where_it_sees_more(string text, bool isTaken)
    {
        using var folded = new FoldedText(text);
        Assert.Equal(isTaken, folded.CanLoosen);
    }

    private static string Text(Random random, int pieces) => string.Concat(Enumerable.Range(0, pieces).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private static string Mask(string text, string[] words)
    {
        using var folded = new FoldedText(text);
        List<(Rune Rune, int Start, int End)> all = [];
        for (var at = 0; at < folded.Chars.Length;)
        {
            Rune.DecodeFromUtf16(folded.Chars[at..], out var rune, out var used);
            var (start, end) = folded.Origin(at, at + used);
            all.Add((rune, start, end));
            at += used;
        }

        var masked = new bool[text.Length];
        foreach (var key in words.Select(word => WordFolding.Key(word).EnumerateRunes().ToArray()))
        {
            foreach (var read in new[] { all, Loosen(all) })
            {
                for (var at = 0; at + key.Length <= read.Count; at++)
                {
                    if (read.Skip(at).Take(key.Length).Select(one => one.Rune).SequenceEqual(key))
                        masked.AsSpan(read[at].Start, read[at + key.Length - 1].End - read[at].Start).Fill(true);
                }
            }
        }

        return string.Concat(text.Select((c, at) => !masked[at] ? $"{c}" : char.IsLowSurrogate(c) ? "" : "*"));
    }

    // What stands between two is left out where one is of a script without blanks, or both are letters that stand singly.
    private static List<(Rune Rune, int Start, int End)> Loosen(List<(Rune Rune, int Start, int End)> all)
    {
        List<(Rune, int, int)> kept = [];
        for (var at = 0; at < all.Count; at++)
        {
            var end = at;
            while (end < all.Count && IsSeparator(all[end].Rune))
                end++;
            if (end > at && at > 0 && end < all.Count && (IsCjk(all[at - 1].Rune) || IsCjk(all[end].Rune) || (IsSingle(at - 1) && IsSingle(end))))
                at = end;
            for (; at < end; at++)
                kept.Add(all[at]);
            if (at < all.Count)
                kept.Add(all[at]);
        }

        return kept;

        bool IsSingle(int at) => Rune.IsLetter(all[at].Rune) && IsBorder(at - 1) && IsBorder(at + 1);
        bool IsBorder(int at) => at < 0 || at >= all.Count || IsSeparator(all[at].Rune) || IsCjk(all[at].Rune);
    }

    private static bool IsSeparator(Rune rune) => Rune.IsPunctuation(rune) || Rune.IsSymbol(rune) || Rune.IsSeparator(rune) || Rune.IsControl(rune);

    private static bool IsCjk(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter && rune.Value is >= 0x3041; // of those that are tried here
}
