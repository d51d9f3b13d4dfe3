using Parley.Primitives;

namespace Parley.Rooms;

/// <summary>The orders that are kept here. The core knows of none: whoever keeps them implements it.</summary>
public interface IOrderBook
{
    /// <summary>The order; null where the tenant has no such.</summary>
    Task<KnownOrder?> FindAsync(TenantId tenant, OrderId order, CancellationToken cancel);
}
