using System.Text.Json.Serialization;
using Parley.Marketplace;
using Parley.Marketplace.Services;
using Parley.Primitives;

namespace Parley.Dialects.Market.Services;

/// <summary>A place on the globe, and as a person writes it.</summary>
internal sealed record PlaceView(double? Lat, double? Lng, string? Address)
{
    public static PlaceView? Of(Place? place) => place is null ? null : new(place.Point?.Latitude, place.Point?.Longitude, place.Address);
}

/// <summary>How many orders a service had.</summary>
internal sealed record CountView(long Orders);

/// <summary>A service (document 001, 1.2 and 2.2).</summary>
internal sealed record ServiceView
{
    public required string Id { get; init; }

    public required long NumericId { get; init; }

    public required string ProviderId { get; init; }

    public required string Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Description { get; init; }

    public required string Category { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Subcategory { get; init; }

    public required decimal Price { get; init; }

    public required string Currency { get; init; }

    public required PlaceView Location { get; init; }

    public required string Status { get; init; }

    public required IReadOnlyList<string> Images { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required decimal? Rating { get; init; }

    public required int ReviewCount { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }

    public PersonView? Provider { get; init; }

    [JsonPropertyName("_count")]
    public required CountView Count { get; init; }

    /// <summary>Great-circle distance, three decimals: where a place was asked for.</summary>
    public double? DistanceKm { get; init; }

    /// <summary>Why it is recommended.</summary>
    public string? Reason { get; init; }

    public static ServiceView Of(ServiceListing listing, PersonView? provider, double? distanceKm = null, string? reason = null) => new()
    {
        Id = PublicId.ToText(EntityKind.Service, listing.Id.Value),
        NumericId = listing.Id.Value,
        ProviderId = PublicId.ToText(EntityKind.User, listing.ProviderId.Value),
        Name = listing.Name,
        Description = listing.Description,
        Category = listing.Category,
        Subcategory = listing.Subcategory,
        Price = listing.Price.Value,
        Currency = listing.Currency,
        Location = new PlaceView(listing.Location.Latitude, listing.Location.Longitude, listing.Address),
        Status = ServiceWords.Of(listing.Status),
        Images = listing.Images,
        Tags = listing.Tags,
        Rating = listing.Rating,
        ReviewCount = listing.ReviewCount,
        CreatedAt = WireTime.Of(listing.CreatedAt),
        UpdatedAt = WireTime.Of(listing.UpdatedAt),
        Provider = provider,
        Count = new CountView(listing.OrderCount),
        DistanceKm = distanceKm is { } km ? Math.Round(km, 3) : null,
        Reason = reason,
    };
}

/// <summary>A provider's services of one category (document 001, flow 5).</summary>
internal sealed record ServiceGroupView(string Category, IReadOnlyList<ServiceView> Services);
