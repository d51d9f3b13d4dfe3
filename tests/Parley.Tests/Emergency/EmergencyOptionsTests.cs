using Parley.Configuration;
using Parley.Emergency;

namespace Parley.Tests.Emergency;

public sealed class EmergencyOptionsTests
{
    [Theory]
    [InlineData("110", "110")]
    [InlineData("911", "911")]
    [InlineData("1-2-0", "120")]
    [InlineData("400-800-1234", "4008001234")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_number_to_dial_may_be_as_short_as_those_for_help(string? given, string? kept) => Assert.Equal(kept, Read(given).Phone);

    [Theory]
    [InlineData("11")]
    [InlineData("+1")]
    [InlineData("help")]
    [InlineData("1234567890123456")]
    public void What_nobody_can_dial_is_refused_at_start(string given) =>
        Assert.Contains("Emergency:Phone", Assert.Throws<SettingException>(() => Read(given)).Message, StringComparison.Ordinal);

    private static EmergencyOptions Read(string? phone) => EmergencyOptions.Read(new Settings(key => key == "Emergency:Phone" ? phone : null, _ => []));
}
