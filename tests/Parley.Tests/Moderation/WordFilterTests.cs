using Parley.Moderation;

namespace Parley.Tests.Moderation;

public sealed class WordFilterTests
{
    private static readonly WordFilter Filter = new(
    [
        Word("枪支", WordAction.Reject),
        Word("笨蛋", WordAction.Mask),
        Word("damn", WordAction.Mask),
        Word("微信", WordAction.Flag),
        Word("😈", WordAction.Mask),
        Word("蛋糕", WordAction.Flag),
    ]);

    [Theory]
    [InlineData("你好", "你好")]
    [InlineData("你这个笨蛋！", "你这个**！")]
    [InlineData("笨 。蛋", "****")]
    [InlineData("還是笨 蛋，開槍", "還是***，開槍")]
    [InlineData("DAMN it, ｄａｍｎ, d\u200Bamn", "**** it, ****, *****")]
    [InlineData("a😈b", "a*b")]
    [InlineData("笨😈蛋", "***")]
    [InlineData("da\u0301mn\u0301!", "******!")]
    public void It_masks_a_star_for_each_character(string text, string shown)
    {
        var verdict = Filter.Check(text);
        Assert.False(verdict.IsRejected || verdict.IsFlagged);
        Assert.Equal(shown == text ? null : shown, verdict.Masked);
    }

    [Fact]
    public void It_rejects_and_says_why()
    {
        var verdict = Filter.Check("有微信，卖 枪.支 笨蛋");
        Assert.True(verdict.IsRejected);
        Assert.Equal(["微信", "枪支"], verdict.Words!);
        Assert.True(Filter.Check("賣 槍．支").IsRejected); // in traditional characters
        Assert.Null(verdict.Masked);
    }

    [Fact]
    public void It_flags_and_masks_words_that_overlap()
    {
        var verdict = Filter.Check("笨蛋糕 笨蛋糕");
        Assert.True(verdict.IsFlagged);
        Assert.Equal("**糕 **糕", verdict.Masked);
        Assert.Equal(["蛋糕"], verdict.Words!);
    }

    [Fact]
    public void Of_words_that_fold_alike_the_strictest_holds()
    {
        Assert.True(new WordFilter([Word("bad", WordAction.Flag), Word("BAD", WordAction.Reject)]).Check("Bad").IsRejected);
        Assert.True(new WordFilter([Word("ｂａｄ", WordAction.Reject), Word("bad", WordAction.Mask)]).Check("bad").IsRejected);
    }

    [Fact]
    public void Looking_through_a_text_without_words_allocates_nothing()
    {
        var text = string.Concat(Enumerable.Repeat("今天天气很好, let us go out 🚀 ", 30));
        for (var i = 0; i < 3; i++)
            Assert.Equal(default, Filter.Check(text));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Filter.Check(text);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static SensitiveWord Word(string text, WordAction action) => new(default, text, action, 0);
}
