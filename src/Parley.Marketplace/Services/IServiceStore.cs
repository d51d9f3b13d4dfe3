using Parley.Marketplace.Matching;
using Parley.Primitives;

namespace Parley.Marketplace.Services;

/// <summary>Services at rest. Rating and count of reviews are written by the reviews alone.</summary>
public interface IServiceStore
{
    /// <summary>Inserts a service.</summary>
    /// <param name="most">How many, deleted ones aside, one provider may have.</param>
    /// <returns><see cref="ChatError.LimitReached"/>.</returns>
    Task<Outcome<Unit>> CreateAsync(ServiceListing listing, int most, CancellationToken cancel);

    /// <summary>Locks a service, shows it as it is, and writes what <paramref name="change"/> makes of it; that must be pure.</summary>
    /// <returns>As it is now; <see cref="ChatError.NotFound"/> for one that isn't the provider's in the tenant, or deleted.</returns>
    Task<Outcome<ServiceListing>> UpdateAsync(
        TenantId tenant, UserId provider, ServiceId id, Func<ServiceListing, ServiceListing> change, CancellationToken cancel);

    /// <summary>The service, a deleted one too.</summary>
    Task<ServiceListing?> FindAsync(TenantId tenant, ServiceId id, CancellationToken cancel);

    /// <summary>A page of services, newest first.</summary>
    Task<Page<ServiceListing>> ListAsync(TenantId tenant, ServiceFilter filter, int skip, int take, CancellationToken cancel);

    /// <summary>The mean over all reviews of each of these providers, in two decimals; without an entry: who has none.</summary>
    Task<IReadOnlyDictionary<UserId, decimal>> ReadProviderRatingsAsync(IReadOnlyCollection<UserId> providers, CancellationToken cancel);

    /// <summary>Active services within the radius, of providers who may act, in the order asked for.</summary>
    Task<NearbyListing[]> FindNearbyAsync(TenantId tenant, NearbyQuery query, long nowMs, CancellationToken cancel);
}
