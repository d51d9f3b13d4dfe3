using Parley.Moderation;

namespace Parley.Tests.Moderation;

public sealed class PrivateNumbersTests
{
    private static readonly PrivateNumbers Masking = new(new ModerationOptions { Phones = WordAction.Mask, Cards = WordAction.Mask, IdCards = WordAction.Mask });

    [Theory]
    [InlineData("打我电话13812345678吧", "打我电话138****5678吧")]
    [InlineData("+86 138-1234-5678", "+86 138-****-5678")]
    [InlineData("１３８１２３４５６７８", "１３８****５６７８")]
    [InlineData("卡号 4111 1111 1111 1111。", "卡号 **** **** **** 1111。")]
    [InlineData("身份证11010519491231002X", "身份证110***********002X")]
    [InlineData("13812345678 13912345678", "138****5678 139****5678")]
    [InlineData("008613812345678 0086 138 1234 5678", "0086138****5678 0086 138 **** 5678")]
    [InlineData("138\u200B1234\u200B5678", "138\u200B****\u200B5678")]
    [InlineData("138  1234  5678", "138  ****  5678")]
    [InlineData("138_1234_5678 138/1234/5678", "138_****_5678 138/****/5678")]
    [InlineData("١٣٨١٢٣٤٥٦٧٨", "١٣٨****٥٦٧٨")]
    [InlineData("1\uFE0F\u20E33812345678", "1\uFE0F\u20E338****5678")]
    [InlineData("138𝟏𝟐𝟑𝟒5678", "138********5678")]
    [InlineData("①13812345678 ②13912345678", "①138****5678 ②139****5678")]
    [InlineData("第一13812345678", "第一138****5678")]
    public void A_number_is_masked_however_it_is_grouped(string text, string masked) => Assert.Equal(masked, Masking.Check(text).Masked);

    [Theory]
    [InlineData("订单 20261122170151")]
    [InlineData("138123456789")]
    [InlineData("4111111111111112")]
    [InlineData("110105194912310021")]
    [InlineData("12345678901")]
    [InlineData("3.14159 2026-11-22 17:01")]
    [InlineData("")]
    public void Another_number_stays(string text) => Assert.Equal(default, Masking.Check(text));

    [Fact]
    public void Off_by_default_and_told_without_the_number()
    {
        Assert.Equal(default, new PrivateNumbers(new ModerationOptions()).Check("13812345678"));
        var flagged = new PrivateNumbers(new ModerationOptions { Phones = WordAction.Flag }).Check("13812345678, 13912345678");
        Assert.Equal((false, true, (string?)null), (flagged.IsRejected, flagged.IsFlagged, flagged.Masked));
        Assert.Equal(["Phone"], flagged.Words!);
        Assert.True(new PrivateNumbers(new ModerationOptions { Cards = WordAction.Reject }).Check("4111111111111111").IsRejected);
    }

    [Fact]
    public void Any_text_is_read()
    {
        var random = new Random(7);
        const string Letters = "0123456789xX -.０８Ｘ字\uD83D\uDE00\uD835\uDFD0\u200B\u0661\uDFD0";
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Letters[random.Next(Letters.Length)]));
            Assert.Equal(text.Length, (Masking.Check(text).Masked ?? text).Length);
        }
    }
}
