using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Parley.Search;

namespace Parley.Tests.Search;

public sealed class TokeniserTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\n，。！?…—-_#\"'", "")]
    [InlineData("Hello, WORLD", "hello world")]
    [InlineData("你好吗", "你 你好 好 好吗 吗")]
    [InlineData("你好，吗", "你 你好 好 吗")]
    [InlineData("我的iPhone15", "我 我的 的 iphone15")]
    [InlineData("ＡＢＣ　１２３", "abc 123")]
    [InlineData("東京タワー", "東 東京 京 京タ タ タワ ワ ワー ー")]
    [InlineData("안녕하세요", "안 안녕 녕 녕하 하 하세 세 세요 요")]
    [InlineData("𠮷野家", "𠮷 𠮷野 野 野家 家")]
    [InlineData("Ёлка ΟΔΟΣ Crème brûlée Ørsted Việt", "елка οδοσ creme brulee orsted viet")]
    [InlineData("cafe\u0301", "cafe")]
    [InlineData("नमस्ते دنیا", "नमस्ते دنیا")]
    [InlineData("soft\u00ADhyphen zero\u200Bwidth", "softhyphen zerowidth")]
    [InlineData("👍🏽👍❤️", "👍 ❤")]
    [InlineData("👨‍👩‍👧", "👨 👩 👧")]
    [InlineData("🇨🇳🇩🇪", "🇨🇳 🇩🇪")]
    [InlineData("1️⃣ 3.14 don't", "1 3 14 don t")]
    [InlineData("same same 同 同", "same 同")]
    public void Text_is_cut_into_words_characters_and_pairs(string text, string tokens) =>
        Assert.Equal(tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), Tokeniser.Cut(text).Order(StringComparer.Ordinal));

    [Fact]
    public void Of_a_very_long_word_the_beginning_counts()
    {
        var token = Assert.Single(Tokeniser.Cut(new string('x', 100_000)));
        Assert.Equal(Tokeniser.LongestWord, token.Length);
        Assert.All(Tokeniser.Cut(string.Concat(Enumerable.Repeat("a𝒳", 60))), word => Assert.True(word.EnumerateRunes().All(rune => rune != Rune.ReplacementChar)));
    }

    /// <summary>What both stores rely on: no token holds a character that means something to them.</summary>
    [Fact]
    public void No_token_is_empty_or_long_or_holds_any_ascii_but_small_letters_and_digits() =>
        Check.QuickThrowOnFailure(Prop.ForAll<string?>(text => Tokeniser.Cut(text ?? "").All(token =>
            token.Length is > 0 and <= Tokeniser.LongestWord
            && token.EnumerateRunes().All(rune => rune.IsAscii ? char.IsAsciiLetterLower((char)rune.Value) || char.IsAsciiDigit((char)rune.Value) : !Rune.IsWhiteSpace(rune)))));

    [Fact]
    public void Every_text_is_found_by_itself_and_by_any_part_that_ends_where_words_do() =>
        Check.QuickThrowOnFailure(Prop.ForAll<string?>(text =>
        {
            var tokens = Tokeniser.Cut(text ?? "");
            return SearchWords.Parse(text ?? "").All(word => tokens.Contains(word.Text))
                && (text ?? "").Split(' ').All(part => SearchWords.Parse(part).All(word => tokens.Contains(word.Text)));
        }));

    [Fact]
    public void Every_part_of_chinese_text_finds_it()
    {
        const string Text = "我们明天下午三点在北京见面好不好";
        var tokens = Tokeniser.Cut(Text);
        for (var from = 0; from < Text.Length; from++)
        {
            for (var length = 1; from + length <= Text.Length; length++)
                Assert.All(SearchWords.Parse(Text.Substring(from, length)), word => Assert.Contains(word.Text, tokens));
        }
    }
}
