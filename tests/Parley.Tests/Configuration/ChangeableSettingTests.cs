using Parley.Configuration;
using Parley.Emergency;
using Parley.Limits;
using Parley.Moderation;

namespace Parley.Tests.Configuration;

public sealed class ChangeableSettingTests
{
    private static readonly ChangeableSetting[] All = [.. ModerationSettings.All, .. EmergencyOptions.Changeable, .. RateLimits.Changeable];

    [Fact]
    public void Each_says_what_it_does_in_English_and_in_Chinese()
    {
        Assert.All(All, setting =>
        {
            Assert.True(setting.Description.EndsWith('.') && setting.Description.All(char.IsAscii), setting.Name);
            Assert.True(setting.Chinese.EndsWith('。') && setting.Chinese.Any(letter => letter is >= '\u4e00' and <= '\u9fff'), setting.Name);
        });
    }

    [Fact]
    public void No_limit_is_told_by_its_key() =>
        Assert.All(RateLimits.Changeable, setting => Assert.DoesNotContain($"{setting.Name.Split(':')[1]}：", setting.Chinese, StringComparison.Ordinal));
}
