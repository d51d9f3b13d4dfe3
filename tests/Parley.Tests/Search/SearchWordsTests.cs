using Parley.Search;

namespace Parley.Tests.Search;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("!!! ，", "")]
    [InlineData("hello world", "hello world*")]
    [InlineData("hello Hello wo", "hello wo")]
    [InlineData("好", "好")]
    [InlineData("你好吗", "你好 好吗")]
    [InlineData("你好 hello", "你好 hello*")]
    [InlineData("hello 你好", "hello 你好")]
    [InlineData("𠮷", "𠮷")]
    [InlineData("😀 哈哈", "😀 哈哈")]
    [InlineData("哈哈哈哈", "哈哈")]
    [InlineData("2025-02", "2025 02")]
    [InlineData("a\"b OR c*", "a b or c")]
    public void A_query_is_words_of_which_the_last_may_be_a_beginning(string query, string words) =>
        Assert.Equal(words, string.Join(' ', SearchWords.Parse(query).Select(word => word.Text + (word.IsPrefix ? "*" : ""))));

    [Fact]
    public void A_word_that_was_cut_off_is_no_beginning() =>
        Assert.Equal(new SearchWord(new string('x', Tokeniser.LongestWord), IsPrefix: false), Assert.Single(SearchWords.Parse(new string('x', 65))));
}
