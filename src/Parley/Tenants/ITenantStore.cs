using Parley.Primitives;

namespace Parley.Tenants;

/// <summary>Tenants at rest.</summary>
public interface ITenantStore
{
    /// <summary>Inserts a tenant with the SHA-256 of its API key.</summary>
    /// <returns>The tenant, or <see cref="ChatError.AlreadyTaken"/> for its subdomain.</returns>
    Task<Outcome<Tenant>> CreateAsync(Tenant tenant, byte[] apiKeyHash, CancellationToken cancel);

    /// <summary>Inserts the default tenant unless it is there.</summary>
    Task EnsureDefaultAsync(long nowMs, CancellationToken cancel);

    /// <summary>By id.</summary>
    Task<Tenant?> FindAsync(TenantId id, CancellationToken cancel);

    /// <summary>By the label of its subdomain, lower case.</summary>
    Task<Tenant?> FindBySubdomainAsync(string subdomain, CancellationToken cancel);

    /// <summary>By the SHA-256 of its API key, or of the one before it while that is good.</summary>
    Task<Tenant?> FindByApiKeyAsync(byte[] apiKeyHash, long nowMs, CancellationToken cancel);

    /// <summary>Replaces the API key's hash.</summary>
    /// <param name="oldUntilMs">Until when the key before it is good.</param>
    /// <returns>False when there is no such tenant.</returns>
    Task<bool> SetApiKeyAsync(TenantId id, byte[] apiKeyHash, long oldUntilMs, CancellationToken cancel);

    /// <summary>Locks a tenant, shows it as it is, and writes what <paramref name="change"/> makes of it; that must be pure.</summary>
    /// <returns>As it is now; <see cref="ChatError.NotFound"/>; <see cref="ChatError.AlreadyTaken"/> for its subdomain.</returns>
    Task<Outcome<Tenant>> UpdateAsync(TenantId id, Func<Tenant, Tenant> change, CancellationToken cancel);

    /// <summary>Those that are suspended.</summary>
    Task<IReadOnlyList<TenantId>> ListSuspendedAsync(CancellationToken cancel);

    /// <summary>The tenants after an id, in its order.</summary>
    Task<IReadOnlyList<Tenant>> ListAsync(TenantId after, int limit, CancellationToken cancel);
}
