using Parley.Primitives;

namespace Parley.Integrations.Webhooks;

/// <summary>How many deliveries' jobs each tenant has under way on this node. Owner: its own lock; who has none is not in it.</summary>
/// <param name="most">So many a tenant.</param>
internal sealed class TenantPlaces(int most)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, int> _taken = [];

    /// <summary>Takes one, unless the tenant has as many as it may.</summary>
    public bool TryTake(TenantId tenant)
    {
        lock (_gate)
        {
            var taken = _taken.GetValueOrDefault(tenant);
            if (taken >= most)
                return false;
            _taken[tenant] = taken + 1;
            return true;
        }
    }

    /// <summary>Gives back one that was taken.</summary>
    public void GiveBack(TenantId tenant)
    {
        lock (_gate)
        {
            if (--_taken[tenant] == 0)
                _taken.Remove(tenant);
        }
    }
}
