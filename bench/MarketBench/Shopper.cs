using Parley.Accounts;
using Parley.Marketplace.Matching;
using Parley.Marketplace.Services;

namespace Parley.MarketBench;

/// <summary>Somebody who orders, and what in turn.</summary>
/// <param name="Account">Who.</param>
/// <param name="Home">Where.</param>
/// <param name="Orders">The oldest first, with how many stars each was given; 0: none.</param>
internal sealed record Shopper(Account Account, GeoPoint Home, IReadOnlyList<(ServiceListing Service, int Stars)> Orders)
{
    /// <summary>The newest that it had never had before, which is to be guessed; null: there is none after two others.</summary>
    public ServiceListing? HeldOut => Orders.Count > 2 && Orders.Take(Orders.Count - 1).All(one => one.Service.Id != Orders[^1].Service.Id) ? Orders[^1].Service : null;

    /// <summary>What may be learnt from.</summary>
    public IEnumerable<(ServiceListing Service, int Stars)> Known => HeldOut is null ? Orders : Orders.Take(Orders.Count - 1);
}
