using Parley.Accounts;
using Parley.Moderation;

namespace Parley.Tests.Moderation;

public sealed class BanRulesTests
{
    private static readonly ModerationOptions Options = new();
    private static readonly Suspect Suspect = new(new(1), Role.Customer, AccountStatus.Active, null, [], [], 0);

    private static readonly long[] Many = new long[100];

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(2, 1, false)]
    [InlineData(3, 0, true)]
    [InlineData(0, 4, false)]
    [InlineData(0, 5, true)]
    [InlineData(1, 4, true)]
    [InlineData(2, 2, true)]
    public void Different_reporters_and_hits_add_up(int reporters, int hits, bool isBanned) =>
        Assert.Equal(isBanned, BanRules.Judge(Suspect with { Reports = new long[reporters], Hits = new long[hits] }, Options, 0) is not null);

    [Theory]
    [InlineData(0, 24)]
    [InlineData(1, 48)]
    [InlineData(4, 384)]
    [InlineData(5, 720)]
    [InlineData(1_000, 720)]
    public void Each_further_ban_lasts_twice_as_long(int earlier, int hours)
    {
        var ban = BanRules.Judge(Suspect with { Hits = Many, EarlierBans = earlier }, Options, 1_000);
        Assert.Equal(new AutomaticBan(1_000 + (hours * 3_600_000L), Options.BanReason, 1_000), ban);
    }

    [Theory]
    [InlineData(Role.Provider, AccountStatus.Active, null, true)]
    [InlineData(Role.Agent, AccountStatus.Active, null, false)]
    [InlineData(Role.Admin, AccountStatus.Active, null, false)]
    [InlineData(Role.Operator, AccountStatus.Active, null, false)]
    [InlineData(Role.Customer, AccountStatus.Disabled, null, false)]
    [InlineData(Role.Customer, AccountStatus.Banned, null, false)]
    [InlineData(Role.Customer, AccountStatus.Banned, 2_000L, false)]
    [InlineData(Role.Customer, AccountStatus.Banned, 1_000L, true)]
    public void Staff_and_those_on_whom_somebody_has_decided_are_left_alone(Role role, AccountStatus status, long? until, bool isBanned) =>
        Assert.Equal(isBanned, BanRules.Judge(Suspect with { Role = role, Status = status, BannedUntil = until, Hits = Many }, Options, 1_000) is not null);

    [Fact]
    public void It_can_be_switched_off() => Assert.Null(BanRules.Judge(Suspect with { Hits = Many }, Options with { AutomaticBans = false }, 0));

    [Theory]
    [InlineData(0, 15)]
    [InlineData(23, 15)]
    [InlineData(24, 7.5)]
    [InlineData(48, 3.75)]
    public void What_was_counts_for_half_after_each_day(int hours, double score) =>
        Assert.Equal(score, BanRules.Score(Suspect with { Reports = new long[3] }, Options, hours * 3_600_000L));
}
