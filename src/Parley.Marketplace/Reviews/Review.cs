using Parley.Primitives;

namespace Parley.Marketplace.Reviews;

/// <summary>What a customer says of a completed order, once.</summary>
public sealed record Review
{
    /// <summary>The review.</summary>
    public required ReviewId Id { get; init; }

    /// <summary>Its tenant.</summary>
    public required TenantId TenantId { get; init; }

    /// <summary>Of which order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Of which service; the store takes it from the order.</summary>
    public ServiceId ServiceId { get; init; }

    /// <summary>Who is reviewed; the store takes it from the order.</summary>
    public UserId ProviderId { get; init; }

    /// <summary>Who says it.</summary>
    public required UserId CustomerId { get; init; }

    /// <summary>1 to 5.</summary>
    public required int Rating { get; init; }

    /// <summary>Up to 1,000 Unicode scalar values.</summary>
    public string? Comment { get; init; }

    /// <summary>Addresses of pictures, up to 9.</summary>
    public IReadOnlyList<string> Photos { get; init; } = [];

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }
}
