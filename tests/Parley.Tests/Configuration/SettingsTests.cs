using Parley.Configuration;
using Parley.Messages;

namespace Parley.Tests.Configuration;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30)]
    [InlineData("15m", 900)]
    [InlineData("24h", 86_400)]
    [InlineData("7d", 604_800)]
    [InlineData("1.5H", 5_400)]
    [InlineData("45", 45)]
    public void Times_are_written_with_a_unit(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Of(text).Span("Key", default, TimeSpan.Zero, TimeSpan.FromDays(30)));

    [Theory]
    [InlineData("-1s")]
    [InlineData("31d")]
    [InlineData("1e400")]
    [InlineData("99999999999999999999d")]
    [InlineData("NaN")]
    [InlineData("h")]
    public void What_is_no_time_or_out_of_range_is_named(string text) =>
        Assert.Contains("Key must be", Assert.Throws<SettingException>(() => Of(text).Span("Key", default, TimeSpan.Zero, TimeSpan.FromDays(30))).Message, StringComparison.Ordinal);

    [Fact]
    public void Words_are_those_of_the_enum_and_no_numbers()
    {
        Assert.Equal(ContactPolicy.FirstContact, Of("firstcontact").Word<ContactPolicy>("Key"));
        Assert.Null(Settings.None.Word<ContactPolicy>("Key"));
        foreach (var wrong in (string[])["1", "-1", "open, friends", "everybody"])
            Assert.Contains("open, firstContact, friends", Assert.Throws<SettingException>(() => Of(wrong).Word<ContactPolicy>("Key")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_known_once_it_was_asked_for()
    {
        var settings = Of("5");
        Assert.False(settings.IsKnown("Key"));
        Assert.Equal(5, settings.Integer("Key", 1, 1, 9));
        Assert.True(settings.IsKnown("key"));
    }

    private static Settings Of(string value) => new(key => key == "Key" ? value : null, _ => []);
}
