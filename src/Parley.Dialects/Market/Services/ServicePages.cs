using Parley.Accounts;
using Parley.Marketplace.Services;
using Parley.Primitives;

namespace Parley.Dialects.Market.Services;

/// <summary>Shows services together with who offers them.</summary>
internal sealed class ServicePages(AccountDirectory accounts, IServiceStore store)
{
    public async Task<IReadOnlyList<ServiceView>> OfAsync(
        TenantId tenant, IReadOnlyList<ServiceListing> listings, Func<ServiceListing, PersonView?, ServiceView>? show, CancellationToken cancel)
    {
        if (listings.Count == 0)
            return [];
        var providers = listings.Select(listing => listing.ProviderId).Distinct().ToArray();
        var people = await accounts.FindManyAsync(tenant, providers, cancel);
        var ratings = await store.ReadProviderRatingsAsync(providers, cancel);
        show ??= static (listing, provider) => ServiceView.Of(listing, provider);
        return
        [
            .. listings.Select(listing => show(
                listing, PersonView.Of(listing.ProviderId, people, ratings.TryGetValue(listing.ProviderId, out var rating) ? rating : null))),
        ];
    }

    public async Task<ServiceView> OfAsync(ServiceListing listing, CancellationToken cancel) =>
        (await OfAsync(listing.TenantId, [listing], null, cancel))[0];
}
