namespace Parley.Jobs;

/// <summary>How the jobs of a kind are run.</summary>
public sealed record JobPolicy
{
    /// <summary>At most so many at once on a node, so that one kind holds no other up. Default 4.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>How long a node has for one; then it is cancelled, and somebody else may take it. Default 60 s.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>After so many failures a job is given up. Default 12: with the delays below about a day and a half.</summary>
    public int Attempts { get; init; } = 12;

    /// <summary>The pause after the first failure; each further one doubles it. Default 5 s.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause. Default 6 h.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromHours(6);

    /// <summary>The pause after so many failures: doubled each time, then moved by up to a fifth, so that what failed together is not tried together.</summary>
    /// <param name="dice">From 0 to 1.</param>
    public TimeSpan DelayAfter(int attempts, double dice)
    {
        var pause = Math.Min(FirstDelay.TotalSeconds * Math.Pow(2, Math.Clamp(attempts - 1, 0, 40)), LongestDelay.TotalSeconds);
        return TimeSpan.FromSeconds(pause * (0.8 + (0.4 * dice)));
    }
}
