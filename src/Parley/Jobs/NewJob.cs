using Parley.Primitives;

namespace Parley.Jobs;

/// <summary>Something to be done soon, by any node, at least once.</summary>
public sealed record NewJob
{
    /// <summary>Which <see cref="IJobHandler"/> does it.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about, as JSON: ids, and no secrets.</summary>
    public string Payload { get; init; } = "{}";

    /// <summary>Whose; none for the installation's own.</summary>
    public TenantId TenantId { get; init; }

    /// <summary>
    /// At most one job of a kind with this key waits or runs. Another that comes while it waits makes it due no later than itself (unless it
    /// failed and waits to be tried again); one that comes while it runs has it run once more.
    /// </summary>
    public string? UniqueKey { get; init; }

    /// <summary>Not before this time, Unix ms; null: at once.</summary>
    public long? RunAt { get; init; }
}
