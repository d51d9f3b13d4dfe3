namespace Parley.Jobs;

/// <summary>What came of a job.</summary>
public abstract record JobResult
{
    /// <summary>It is done.</summary>
    public static JobResult Ok { get; } = new Done([]);

    /// <summary>It is done, and other jobs follow from it: inserted with the note of it, exactly once.</summary>
    public sealed record Done(IReadOnlyList<NewJob> FollowUps) : JobResult;

    /// <summary>It failed.</summary>
    /// <param name="Error">Why, for people to read.</param>
    /// <param name="Delay">When it is tried again; null: as the policy says.</param>
    public sealed record Failed(string Error, TimeSpan? Delay = null) : JobResult;

    /// <summary>It can never succeed: given up at once.</summary>
    public sealed record Hopeless(string Error) : JobResult;

    /// <summary>Not now; this attempt does not count.</summary>
    public sealed record Later(TimeSpan Delay) : JobResult;
}
