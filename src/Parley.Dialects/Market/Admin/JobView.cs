using Parley.Jobs;

namespace Parley.Dialects.Market.Admin;

/// <summary>A job, to an operator. Its payload is not shown: it may name what is none of anybody's business.</summary>
internal sealed record JobView(
    long Id, string Kind, string State, long? TenantId, int Attempts, string? LastError, string? Owner, DateTime DueAt, DateTime CreatedAt, DateTime? DeadAt)
{
    public static JobView Of(Job job) => new(
        job.Id.Value,
        job.Kind,
        job.State switch
        {
            JobState.Waiting => "waiting",
            JobState.Running => "running",
            JobState.Dead => "dead",
            _ => throw new InvalidOperationException($"Unknown state {job.State}."),
        },
        job.TenantId.IsNone ? null : job.TenantId.Value,
        job.Attempts,
        job.LastError,
        job.LeaseOwner,
        WireTime.Of(job.DueAt),
        WireTime.Of(job.CreatedAt),
        job.DeadAt is { } at ? WireTime.Of(at) : null);

    /// <summary>A state as the query names it; null for anything else.</summary>
    public static JobState? StateOf(string word) => word switch
    {
        "waiting" => JobState.Waiting,
        "running" => JobState.Running,
        "dead" => JobState.Dead,
        _ => null,
    };
}
