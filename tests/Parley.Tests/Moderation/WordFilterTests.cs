using Parley.Moderation;
using Parley.Primitives;

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

    [Theory]
    [InlineData("加V信吧", "***吧")]
    [InlineData("加.V.信吧", "*****吧")]
    [InlineData("加 v-信吧", "*****吧")]
    [InlineData("有 vx 吗", "有 ** 吗")]
    [InlineData("有v.x吗", "有***吗")]
    [InlineData("有 v x 吗", "有 *** 吗")]
    [InlineData("a c-a-s-i-n-o", "a ***********")]
    [InlineData("c.a.s.i.n.o!", "***********!")]
    [InlineData("v. xylophone", "v. xylophone")]
    [InlineData("dev x", "dev x")]
    [InlineData("cas-ino", "cas-ino")]
    [InlineData("v x1", "v x1")]
    public void What_stands_between_the_letters_of_a_word_hides_it_from_nobody(string text, string shown)
    {
        var filter = new WordFilter([Word("加v信", WordAction.Mask), Word("vx", WordAction.Mask), Word("casino", WordAction.Mask)]);
        Assert.Equal(shown, filter.Check(text).Masked ?? text);
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
    public void What_holds_for_all_holds_beside_a_tenants_own()
    {
        var all = new WordFilter([Word("笨", WordAction.Mask), Word("bad", WordAction.Reject), Word("赌", WordAction.Flag)]);
        var own = new WordFilter([Word("笨蛋", WordAction.Reject), Word("bad", WordAction.Flag), Word("蛋糕", WordAction.Mask), Word("彩", WordAction.Flag)], all);

        Assert.True(own.Check("笨蛋").IsRejected);
        Assert.True(own.Check("bad").IsRejected);
        var verdict = own.Check("笨呀，蛋糕，赌彩");
        Assert.Equal((false, true, "*呀，**，赌彩"), (verdict.IsRejected, verdict.IsFlagged, verdict.Masked));
        Assert.Equal(["赌", "彩"], verdict.Words!);
    }

    [Fact]
    public void A_change_of_one_list_builds_no_other()
    {
        var (one, two) = (new TenantId(1), new TenantId(2));
        SensitiveWord[] words = [Word("all", WordAction.Reject), new(one, "one", WordAction.Reject, 0), new(two, "two", WordAction.Reject, 0)];
        var first = new WordFilters(words, null);
        var second = new WordFilters([.. words, new(two, "zwei", WordAction.Reject, 0)], first);
        var third = new WordFilters([new(one, "one", WordAction.Reject, 0)], second);

        Assert.Same(first.Of(default), second.Of(new TenantId(3)));
        Assert.Same(first.Of(one), second.Of(one));
        Assert.True(second.Of(two)!.Check("zwei").IsRejected && second.Of(two)!.Check("all").IsRejected && !second.Of(two)!.Check("one").IsRejected);
        Assert.True(third.Of(one)!.Check("one").IsRejected);
        Assert.False(third.Of(one)!.Check("all").IsRejected);
        Assert.Null(third.Of(two));
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
