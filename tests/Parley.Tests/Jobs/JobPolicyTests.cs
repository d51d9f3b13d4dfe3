using Parley.Jobs;

namespace Parley.Tests.Jobs;

public sealed class JobPolicyTests
{
    private static readonly JobPolicy Policy = new() { FirstDelay = TimeSpan.FromSeconds(10), LongestDelay = TimeSpan.FromMinutes(1) };

    [Theory]
    [InlineData(1, 0.5, 10)]
    [InlineData(2, 0.5, 20)]
    [InlineData(3, 0.5, 40)]
    [InlineData(4, 0.5, 60)]
    [InlineData(1_000_000, 0.5, 60)]
    [InlineData(1, 0, 8)]
    [InlineData(1, 1, 12)]
    public void Pauses_double_up_to_the_longest_and_are_moved_by_a_fifth(int attempts, double dice, double seconds) =>
        Assert.Equal(seconds, Policy.DelayAfter(attempts, dice).TotalSeconds, 0.001);
}
