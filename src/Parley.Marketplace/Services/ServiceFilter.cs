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
}
