using System.Collections.Concurrent;
using Parley.Messages;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Dialects.Social;

/// <summary>
/// Who may write to whom in a tenant: the tenant's own word, else this surface's. Cached for a minute, so a change takes that long.
/// Shared by all threads; a race reads the store twice.
/// </summary>
internal sealed class ContactPolicies(ITenantStore tenants, SocialOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TenantId, (ContactPolicy Policy, long ReadAt)> _known = new();

    /// <summary>The tenant's policy.</summary>
    public async ValueTask<ContactPolicy> OfAsync(TenantId tenant, CancellationToken cancel)
    {
        if (_known.TryGetValue(tenant, out var known) && clock.GetElapsedTime(known.ReadAt) < Fresh)
            return known.Policy;
        var policy = (await tenants.FindAsync(tenant, cancel))?.ContactPolicy ?? options.ContactPolicy;
        _known[tenant] = (policy, clock.GetTimestamp());
        return policy;
    }
}
