using Parley.Configuration;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Tests.Messages;

public sealed class UnansweredSendsTests
{
    private static readonly UnansweredLimit Limit = UnansweredLimit.Default;

    [Fact]
    public void Any_window_holds_three()
    {
        var sends = UnansweredSends.None;
        foreach (var at in new long[] { 1_000, 20_000, 50_000 })
        {
            Assert.Null(sends.RefusalAt(at, Limit));
            sends = sends.With(at, Limit);
        }

        Assert.Equal(new Refusal(ChatError.HarassmentLimit, Limit: 3, RetryAfter: TimeSpan.FromMilliseconds(1)), sends.RefusalAt(60_999, Limit));
        Assert.Null(sends.RefusalAt(61_000, Limit));
        Assert.Equal(TimeSpan.FromSeconds(19), sends.With(61_000, Limit).RefusalAt(61_000, Limit)!.RetryAfter);
    }

    [Fact]
    public void A_smaller_limit_than_the_one_that_wrote_holds_at_once() =>
        Assert.Equal(TimeSpan.FromSeconds(60), new UnansweredSends([10, 20, 30]).RefusalAt(30, Limit with { Messages = 1 })!.RetryAfter);

    [Fact]
    public void A_time_from_a_clock_since_set_back_holds_nobody() =>
        Assert.Null(new UnansweredSends([100_000_000, 100_000_001, 100_000_002]).RefusalAt(1_000, Limit));

    [Fact]
    public void Nodes_whose_clocks_differ_a_little_count_the_same()
    {
        var sends = new UnansweredSends([1_000, 5_000, 9_000]);
        Assert.NotNull(sends.RefusalAt(500, Limit));
        Assert.Equal([500, 1_000, 9_000], new UnansweredSends([1_000, 9_000]).With(500, Limit).Times);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("1790000000000 1790000000001 1790000000001")]
    public void It_reads_what_it_wrote(string text) => Assert.Equal(text, UnansweredSends.Parse(text).Format());

    [Fact]
    public void It_is_configured_and_goes_off_with_the_limits()
    {
        var values = new Dictionary<string, string?> { ["Limits:Unanswered:Permits"] = "5", ["Limits:Unanswered:Window"] = "2m" };
        var settings = new Settings(values.GetValueOrDefault, _ => []);
        Assert.Equal(new UnansweredLimit(5, TimeSpan.FromMinutes(2)), UnansweredLimit.Read(settings));
        values["Limits:Enabled"] = "false";
        Assert.Null(UnansweredLimit.Read(settings));
        values["Limits:Unanswered:Permits"] = "0";
        Assert.Throws<SettingException>(() => UnansweredLimit.Read(settings));
    }
}
