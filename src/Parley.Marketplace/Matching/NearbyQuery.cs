namespace Parley.Marketplace.Matching;

/// <summary>What is looked for around a point.</summary>
public sealed record NearbyQuery
{
    /// <summary>Around where.</summary>
    public required GeoPoint Center { get; init; }

    /// <summary>Great-circle distance in km, 0 to 200.</summary>
    public required double RadiusKm { get; init; }

    /// <summary>Only this category.</summary>
    public string? Category { get; init; }

    /// <summary>Only from this price on.</summary>
    public Amount? MinPrice { get; init; }

    /// <summary>Only up to this price.</summary>
    public Amount? MaxPrice { get; init; }

    /// <summary>Only rated at least so, 1 to 5.</summary>
    public double? MinRating { get; init; }

    /// <summary>What comes first.</summary>
    public NearbySort Sort { get; init; }

    /// <summary>How many at most, 1 to 100.</summary>
    public int Limit { get; init; } = 20;
}
