using Parley.Marketplace.Services;

namespace Parley.Marketplace.Matching;

/// <summary>A service, and why it is recommended.</summary>
/// <param name="Listing">The service.</param>
/// <param name="Reason">For a person to read.</param>
/// <param name="Score">0 to 1; the highest first.</param>
/// <param name="DistanceKm">How far away, where the person's place is known.</param>
public sealed record Recommendation(ServiceListing Listing, string Reason, double Score, double? DistanceKm);
