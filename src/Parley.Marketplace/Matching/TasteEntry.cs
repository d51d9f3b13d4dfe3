using Parley.Marketplace.Services;

namespace Parley.Marketplace.Matching;

/// <summary>A service that somebody had done.</summary>
/// <param name="Listing">The service, on offer or not.</param>
/// <param name="Weight">How much it says of the person: orders, and reviews above or below three stars.</param>
public sealed record TasteEntry(ServiceListing Listing, long Weight);
