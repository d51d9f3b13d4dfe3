using Parley.Marketplace.Services;

namespace Parley.Marketplace.Matching;

/// <summary>A service, and how far away it is.</summary>
/// <param name="Listing">The service.</param>
/// <param name="DistanceKm">Great-circle distance in km.</param>
public sealed record NearbyListing(ServiceListing Listing, double DistanceKm);
