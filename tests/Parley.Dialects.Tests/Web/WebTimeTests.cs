using Parley.Dialects.Web.Wire;

namespace Parley.Dialects.Tests.Web;

public sealed class WebTimeTests
{
    private const long Noon = 1_736_136_000_000; // 2025-01-06T04:00:00Z

    private static readonly WebTime Shanghai = new(TimeZoneInfo.CreateCustomTimeZone("cst", TimeSpan.FromHours(8), null, null));

    [Fact]
    public void A_time_is_told_in_the_zone_of_the_server() => Assert.Equal("2025-01-06 12:00:00", Shanghai.Of(Noon));

    [Fact]
    public void What_is_not_known_has_no_time() => Assert.Null(Shanghai.Of((long?)null));

    [Theory]
    [InlineData("2025-01-06 12:00:00", Noon)]
    [InlineData(" 2025-01-06 12:00 ", Noon)]
    [InlineData("2025-01-06T12:00:00", Noon)]
    [InlineData("2025-01-06T04:00:00Z", Noon)]
    [InlineData("2025-01-06T05:00:00+01:00", Noon)]
    [InlineData("2025-01-06T05:00:00 01:00", Noon)]
    [InlineData("2025-01-06", Noon - (12 * 3_600_000))]
    [InlineData("1736136000000", Noon)]
    public void A_time_is_read_as_people_and_programs_write_it(string text, long ms)
    {
        Assert.True(Shanghai.TryRead(text, isEnd: false, out var read));
        Assert.Equal(ms, read);
    }

    [Theory]
    [InlineData("2025-01-06", Noon + (12 * 3_600_000) - 1)]
    [InlineData("2025-01-06 12:00:00", Noon + 999)]
    [InlineData("2025-01-06 12:00", Noon + 59_999)]
    public void An_end_includes_what_it_names(string text, long ms)
    {
        Assert.True(Shanghai.TryRead(text, isEnd: true, out var read));
        Assert.Equal(ms, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2025-13-01")]
    [InlineData("2025-02-30 00:00:00")]
    [InlineData("-1")]
    public void What_is_no_time_is_told_so(string text) => Assert.False(Shanghai.TryRead(text, isEnd: false, out _));

    [Fact]
    public void The_hour_that_a_change_of_the_clocks_leaves_out_is_read_all_the_same()
    {
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue,
            DateTime.MaxValue.Date,
            TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 30),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 26));
        var zone = TimeZoneInfo.CreateCustomTimeZone("cet", TimeSpan.FromHours(1), null, null, null, [rule]);
        Assert.True(new WebTime(zone).TryRead("2025-03-30 02:30:00", isEnd: false, out _));
    }
}
