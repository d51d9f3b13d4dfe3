using Parley.Push;

namespace Parley.Tests.Push;

public sealed class MailPreferencesTests
{
    [Theory]
    [InlineData("{}", false, false, false)]
    [InlineData("""{"email": {"orders": true}, "locale": "en-GB"}""", true, false, true)]
    [InlineData("""{"email": {"messages": true}, "locale": "zh-CN"}""", false, true, false)]
    [InlineData("""{"email": {"messages": "true", "orders": 1}, "locale": 7}""", false, false, false)]
    [InlineData("""{"email": true}""", false, false, false)]
    [InlineData("[]", false, false, false)]
    [InlineData("""{"\ud800": 1, "locale": "\ud800"}""", false, false, false)]
    [InlineData("not JSON", false, false, false)]
    public void Whatever_is_not_there_or_not_of_the_form_means_no(string preferences, bool orders, bool messages, bool isEnglish) =>
        Assert.Equal(new MailPreferences(orders, messages, isEnglish), MailPreferences.Read(preferences));
}
