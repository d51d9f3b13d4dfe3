using Parley.Primitives;

namespace Parley.Marketplace.Services;

/// <summary>Which services are listed; what is deleted never is.</summary>
public sealed record ServiceFilter
{
    /// <summary>Only this provider's; none: all.</summary>
    public UserId ProviderId { get; init; }

    /// <summary>Only these.</summary>
    public ServiceStatus? Status { get; init; }

    /// <summary>Only this category.</summary>
    public string? Category { get; init; }

    /// <summary>Only those whose provider may act at this time, Unix ms; null: whoever's.</summary>
    public long? OfferedAt { get; init; }
}
