namespace Parley.Marketplace.Matching;

/// <summary>What is near comes first by this.</summary>
public enum NearbySort
{
    /// <summary>The best rated, then the most reviewed, then the nearest.</summary>
    Rating,

    /// <summary>The nearest.</summary>
    Distance,

    /// <summary>The cheapest, then the nearest.</summary>
    Price,
}
