using Parley.Moderation;

namespace Parley.Tests.Moderation;

public sealed class TextsInDataTests
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
    public void What_people_named_is_masked_and_the_rest_left(string data, string? masked) => Assert.Equal(masked, TextsInData.Check(Filter.Check, data, isOurs: true).Masked);

    [Theory]
    [InlineData("""{"name":"a","url":"https://x.example/a"}""", null)]
    [InlineData("""{"url":"https://x.example/damn?a=1"}""", """{"url":"https://x.example/****?a=1"}""")]
    [InlineData("""{"url":"https://x.example/%64am%6E/a%20b"}""", """{"url":"https://***/"}""")]
    public void An_address_elsewhere_is_its_senders_word(string data, string? masked) => Assert.Equal(masked, TextsInData.Check(Filter.Check, data, isOurs: false).Masked);

    [Theory]
    [InlineData("""{"url":"https://x.example/坏"}""")]
    [InlineData("""{"url":"https://x.example/%E5%9D%8F.html"}""")]
    public void An_address_elsewhere_is_rejected_however_it_is_written(string data)
    {
        Assert.True(TextsInData.Check(Filter.Check, data, isOurs: false).IsRejected);
        Assert.False(TextsInData.Check(Filter.Check, data, isOurs: true).IsRejected);
    }

    [Fact]
    public void What_people_named_is_rejected_and_flagged()
    {
        Assert.True(TextsInData.Check(Filter.Check, """{"name":"坏.txt"}""", isOurs: true).IsRejected);
        Assert.True(TextsInData.Check(Filter.Check, """{"name":"看.txt"}""", isOurs: true).IsFlagged);
        Assert.True(TextsInData.Check(Filter.Check, "no json: 坏", isOurs: true).IsRejected);
        Assert.Equal(["坏"], TextsInData.Check(Filter.Check, """{"name":"坏","address":"坏"}""", isOurs: true).Words!);
    }

    [Theory]
    [InlineData("""{"lat":31.2304,"lng":121.4737,"address":"打我 13812345678"}""", """{"lat":31.2304,"lng":121.4737,"address":"\u6253\u6211 138****5678"}""")]
    [InlineData("""{"name":"13812345678.jpg","size":13812345678}""", """{"name":"138****5678.jpg","size":13812345678}""")]
    [InlineData("""{"url":"https://x.example/13812345678"}""", """{"url":"https://x.example/138****5678"}""")]
    [InlineData("""{"url":"https://x.example/%31%33812345678"}""", """{"url":"https://***/"}""")]
    public void A_number_is_masked_wherever_it_stands(string data, string masked)
    {
        var numbers = new PrivateNumbers(new ModerationOptions { Phones = WordAction.Mask });
        Assert.Equal(masked, TextsInData.Check(numbers.Check, data, isOurs: false).Masked);
    }
}
