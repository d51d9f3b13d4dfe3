using Parley.Primitives;

namespace Parley.Jobs;

/// <summary>A job at rest or under way. Times are the database's, Unix ms.</summary>
public sealed record Job
{
    /// <summary>The job.</summary>
    public required JobId Id { get; init; }

    /// <summary>Which <see cref="IJobHandler"/> does it.</summary>
    public required string Kind { get; init; }

    /// <summary>Whose; none for the installation's own.</summary>
    public TenantId TenantId { get; init; }

    /// <summary>What it is about, as JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>See <see cref="NewJob.UniqueKey"/>.</summary>
    public string? UniqueKey { get; init; }

    /// <summary>When it may be taken: its time, or the end of the lease that it is under.</summary>
    public required long DueAt { get; init; }

    /// <summary>How often it was begun, this time included.</summary>
    public int Attempts { get; init; }

    /// <summary>Who is at it; null: nobody.</summary>
    public string? LeaseOwner { get; init; }

    /// <summary>Rises with every lease: who holds an older one changes nothing any more.</summary>
    public long Fence { get; init; }

    /// <summary>Why it failed last.</summary>
    public string? LastError { get; init; }

    /// <summary>When it was given up.</summary>
    public long? DeadAt { get; init; }

    /// <summary>When it was made.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Where it is.</summary>
    public JobState State => DeadAt is not null ? JobState.Dead : LeaseOwner is not null ? JobState.Running : JobState.Waiting;
}
