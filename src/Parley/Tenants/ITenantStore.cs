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

    /// <summary>By the SHA-256 of its API key.</summary>
    Task<Tenant?> FindByApiKeyAsync(byte[] apiKeyHash, CancellationToken cancel);

    /// <summary>Replaces the API key's hash.</summary>
    /// <returns>False when there is no such tenant.</returns>
    Task<bool> SetApiKeyAsync(TenantId id, byte[] apiKeyHash, CancellationToken cancel);

    /// <summary>The tenants after an id, in its order.</summary>
    Task<IReadOnlyList<Tenant>> ListAsync(TenantId after, int limit, CancellationToken cancel);
}
