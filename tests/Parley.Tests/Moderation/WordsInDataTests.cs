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
    public void What_people_named_is_masked_and_the_rest_left(string data, string? masked) => Assert.Equal(masked, WordsInData.Check(Filter, data, isOurs: true).Masked);

    [Theory]
    [InlineData("""{"name":"a","url":"https://x.example/a"}""", null)]
    [InlineData("""{"url":"https://x.example/damn?a=1"}""", """{"url":"https://x.example/****?a=1"}""")]
    [InlineData("""{"url":"https://x.example/%64am%6E/a%20b"}""", """{"url":"https://***/"}""")]
    public void An_address_elsewhere_is_its_senders_word(string data, string? masked) => Assert.Equal(masked, WordsInData.Check(Filter, data, isOurs: false).Masked);

    [Theory]
    [InlineData("""{"url":"https://x.example/坏"}""")]
    [InlineData("""{"url":"https://x.example/%E5%9D%8F.html"}""")]
    public void An_address_elsewhere_is_rejected_however_it_is_written(string data)
    {
        Assert.True(WordsInData.Check(Filter, data, isOurs: false).IsRejected);
        Assert.False(WordsInData.Check(Filter, data, isOurs: true).IsRejected);
    }

    [Fact]
    public void What_people_named_is_rejected_and_flagged()
    {
        Assert.True(WordsInData.Check(Filter, """{"name":"坏.txt"}""", isOurs: true).IsRejected);
        Assert.True(WordsInData.Check(Filter, """{"name":"看.txt"}""", isOurs: true).IsFlagged);
        Assert.True(WordsInData.Check(Filter, "no json: 坏", isOurs: true).IsRejected);
        Assert.Equal(["坏"], WordsInData.Check(Filter, """{"name":"坏","address":"坏"}""", isOurs: true).Words!);
    }
}
