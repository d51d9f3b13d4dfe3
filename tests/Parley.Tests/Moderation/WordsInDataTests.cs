using Parley.Moderation;

namespace Parley.Tests.Moderation;

public sealed class WordsInDataTests
{
    private static readonly WordFilter Filter = new(
    [
        new(default, "坏", WordAction.Reject, 0), new(default, "damn", WordAction.Mask, 0), new(default, "看", WordAction.Flag, 0), new(default, "png", WordAction.Mask, 0),
    ]);

    [Theory]
    [InlineData("""{"name":"a.txt","size":3}""", null)]
    [InlineData("""{"name":"damn.png","url":"/damn","type":"image/png"}""", """{"name":"****.***","url":"/damn","type":"image/png"}""")]
    [InlineData("""{"place":{"names":["x","DAMN",1,null]}}""", """{"place":{"names":["x","****",1,null]}}""")]
    [InlineData("""{"name":"\u0064amn"}""", """{"name":"****"}""")]
    public void What_people_named_is_masked_and_the_rest_left(string data, string? masked) => Assert.Equal(masked, WordsInData.Check(Filter, data).Masked);

    [Fact]
    public void What_people_named_is_rejected_and_flagged()
    {
        Assert.True(WordsInData.Check(Filter, """{"name":"坏.txt"}""").IsRejected);
        Assert.True(WordsInData.Check(Filter, """{"name":"看.txt"}""").IsFlagged);
        Assert.True(WordsInData.Check(Filter, "no json: 坏").IsRejected);
        Assert.Equal(["坏"], WordsInData.Check(Filter, """{"name":"坏","address":"坏"}""").Words!);
    }
}
