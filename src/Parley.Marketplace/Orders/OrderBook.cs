using Parley.Primitives;
using Parley.Rooms;

namespace Parley.Marketplace.Orders;

/// <summary>The marketplace's orders, for the rooms of orders.</summary>
public sealed class OrderBook(IOrderStore store) : IOrderBook
{
    /// <inheritdoc/>
    public async Task<KnownOrder?> FindAsync(TenantId tenant, OrderId order, CancellationToken cancel) =>
        await store.FindAsync(tenant, order, cancel) is { } found
            ? new KnownOrder(found.Id, found.CustomerId, found.ProviderId)
            : null;
}
