using System.Net;
using Parley.Configuration;
using Parley.Limits;
using Parley.Primitives;

namespace Parley.Tests.Limits;

public sealed class RateLimiterTests
{
    private readonly SettableClock _clock = new();
    private readonly RateLimits _limits = new();

    [Fact]
    public void Ten_messages_a_second_pass_and_the_eleventh_is_told_when_to_come_back()
    {
        var limiter = new RateLimiter(_limits, _clock);
        for (var i = 0; i < 10; i++)
            Assert.Null(limiter.Take(_limits.SocialMessages, 7));
        var refusal = limiter.Take(_limits.SocialMessages, 7);
        Assert.Equal(ChatError.RateLimited, refusal?.Error);
        Assert.Equal(TimeSpan.FromMilliseconds(100), refusal?.RetryAfter);
        Assert.Null(limiter.Take(_limits.SocialMessages, 8));

        _clock.Advance(refusal!.RetryAfter!.Value);
        Assert.Null(limiter.Take(_limits.SocialMessages, 7));
        Assert.NotNull(limiter.Take(_limits.SocialMessages, 7));
    }

    [Fact]
    public void A_refused_take_costs_nothing()
    {
        var limiter = new RateLimiter(_limits, _clock);
        Assert.Null(limiter.Take(_limits.SocialMessages, 7, 10));
        for (var i = 0; i < 100; i++)
            Assert.NotNull(limiter.Take(_limits.SocialMessages, 7));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(limiter.Take(_limits.SocialMessages, 7, 10));
    }

    [Fact]
    public void A_burst_is_more_than_the_rate_but_not_for_long()
    {
        var limiter = new RateLimiter(_limits, _clock);
        Assert.Null(limiter.Take(_limits.Messages, "x", 100));
        Assert.NotNull(limiter.Take(_limits.Messages, "x"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(limiter.Take(_limits.Messages, "x", 50));
        Assert.NotNull(limiter.Take(_limits.Messages, "x"));
    }

    [Fact]
    public void Of_many_threads_exactly_as_many_pass_as_there_are_permits()
    {
        var limiter = new RateLimiter(_limits, _clock);
        var passed = 0;
        Parallel.For(0, 1_000, _ =>
        {
            if (limiter.Take(_limits.FriendRequests, 1) is null)
                Interlocked.Increment(ref passed);
        });
        Assert.Equal(20, passed);
    }

    [Fact]
    public void Full_buckets_are_swept()
    {
        var limiter = new RateLimiter(_limits, _clock);
        for (var i = 0; i < 50_000; i++)
        {
            limiter.Take(_limits.SocialMessages, i);
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(limiter.Count, 100, 5_000);
    }

    [Fact]
    public void Taking_from_a_bucket_that_is_there_allocates_nothing()
    {
        var limiter = new RateLimiter(_limits, _clock);
        limiter.Take(_limits.RestUser, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            limiter.Take(_limits.RestUser, 1);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Limits_are_configured_by_name_and_can_be_switched_off()
    {
        var limits = new RateLimits(SettingsOf(("Limits:SocialMessages:Permits", "3"), ("Limits:RestAddress:Window", "1000")));
        Assert.Equal((3, 3), (limits.SocialMessages.Permits, limits.SocialMessages.Burst));
        Assert.Equal(TimeSpan.FromSeconds(1), limits.RestAddress.Window);
        Assert.Equal(limits.All.Count, limits.All.Select(limit => limit.Index).Distinct().Count());

        var off = new RateLimits(SettingsOf(("Limits:Enabled", "false")));
        var limiter = new RateLimiter(off, _clock);
        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.Null(limiter.Take(off.FriendRequests, 1)));
    }

    [Theory]
    [InlineData("Limits:Typing:Permits", "0", "1 to 10000000")]
    [InlineData("Limits:Typing:Window", "soon", "1ms to 30d")]
    [InlineData("Limits:Enabled", "perhaps", "true or false")]
    [InlineData("Limits:ExemptAddresses", "127.0.0.1, nowhere", "addresses or networks")]
    public void A_wrong_limit_is_named_with_what_is_allowed(string key, string value, string allowed)
    {
        var wrong = Assert.Throws<SettingException>(() => new RateLimits(SettingsOf((key, value))));
        Assert.Contains(key, wrong.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Exempt_addresses_are_single_ones_and_networks_in_both_versions()
    {
        var limits = new RateLimits(SettingsOf(("Limits:ExemptAddresses", "127.0.0.1, 10.0.0.0/8 ::1")));
        foreach (var exempt in (string[])["127.0.0.1", "::ffff:127.0.0.1", "10.200.3.4", "::1"])
            Assert.True(limits.IsExempt(IPAddress.Parse(exempt)), exempt);
        Assert.False(limits.IsExempt(IPAddress.Parse("127.0.0.2")));
        Assert.False(limits.IsExempt(null));
    }

    private static Settings SettingsOf(params (string Key, string Value)[] values) =>
        new(key => values.FirstOrDefault(value => value.Key == key).Value, _ => []);
}
