using Parley.Primitives;

namespace Parley.Jobs;

/// <summary>Which jobs are looked at; null or none: all.</summary>
public sealed record JobFilter
{
    /// <summary>Of this kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Of this tenant.</summary>
    public TenantId TenantId { get; init; }

    /// <summary>In this state.</summary>
    public JobState? State { get; init; }
}
