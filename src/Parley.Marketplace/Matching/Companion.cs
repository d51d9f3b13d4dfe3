using Parley.Marketplace.Services;

namespace Parley.Marketplace.Matching;

/// <summary>A service that was had by people who had another one, too.</summary>
/// <param name="Listing">The service, on offer.</param>
/// <param name="Source">The one of the person's that it goes with.</param>
/// <param name="Weight">How many people had both, more or less.</param>
public sealed record Companion(ServiceListing Listing, ServiceId Source, long Weight);
