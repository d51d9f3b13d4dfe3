using Parley.Marketplace.Matching;
using Parley.Primitives;

namespace Parley.Marketplace.Services;

/// <summary>A service that a provider offers (document 001, 1.2).</summary>
public sealed record ServiceListing
{
    /// <summary>How many images it may have.</summary>
    public const int MostImages = 9;

    /// <summary>The service.</summary>
    public required ServiceId Id { get; init; }

    /// <summary>Its tenant.</summary>
    public required TenantId TenantId { get; init; }

    /// <summary>Who offers it.</summary>
    public required UserId ProviderId { get; init; }

    /// <summary>1 to 255 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Up to 4,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>One of the configured.</summary>
    public required string Category { get; init; }

    /// <summary>The provider's own, up to 100 characters.</summary>
    public string? Subcategory { get; init; }

    /// <summary>What it costs.</summary>
    public required Amount Price { get; init; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; init; } = "CNY";

    /// <summary>Where it is.</summary>
    public required GeoPoint Location { get; init; }

    /// <summary>The same as a person writes it, up to 500 characters.</summary>
    public string? Address { get; init; }

    /// <summary>Whether it is on offer.</summary>
    public ServiceStatus Status { get; init; } = ServiceStatus.Active;

    /// <summary>Addresses of pictures, up to 9.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Words of the provider, up to 20.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The mean of its reviews in two decimals, 1 to 5; null while there is none. Kept by the reviews alone.</summary>
    public decimal? Rating { get; init; }

    /// <summary>How many reviews it has. Kept by the reviews alone.</summary>
    public int ReviewCount { get; init; }

    /// <summary>How many orders it ever had. Kept by the orders alone.</summary>
    public long OrderCount { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Unix ms.</summary>
    public required long UpdatedAt { get; init; }
}
