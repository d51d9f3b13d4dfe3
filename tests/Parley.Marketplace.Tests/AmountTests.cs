namespace Parley.Marketplace.Tests;

public sealed class AmountTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.01", 1)]
    [InlineData("12.3", 1230)]
    [InlineData("12.300", 1230)]
    [InlineData("99999999.99", 9_999_999_999)]
    public void An_amount_is_exact(string text, long cents)
    {
        var amount = Amount.TryFrom(decimal.Parse(text, null));
        Assert.Equal(cents, amount?.Cents);
        Assert.Equal(decimal.Parse(text, null), amount?.Value);
    }

    [Theory]
    [InlineData("-0.01")]
    [InlineData("0.001")]
    [InlineData("1.005")]
    [InlineData("100000000")]
    [InlineData("79228162514264337593543950335")]
    public void What_is_negative_too_large_or_finer_than_a_cent_is_none(string text) => Assert.Null(Amount.TryFrom(decimal.Parse(text, null)));
}
