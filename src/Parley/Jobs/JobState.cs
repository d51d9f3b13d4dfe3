namespace Parley.Jobs;

/// <summary>Where a job is. One that is done is gone.</summary>
public enum JobState
{
    /// <summary>It waits for its time, or for a node.</summary>
    Waiting,

    /// <summary>A node is at it, or its lease has run out and nobody has taken it over.</summary>
    Running,

    /// <summary>It failed for good: somebody has to look.</summary>
    Dead,
}
