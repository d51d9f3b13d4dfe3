using Parley.Primitives;
using Parley.Rooms;

namespace Parley.Tests.Rooms;

/// <summary>Orders as a test says that they are.</summary>
internal sealed class NotedOrders : IOrderBook
{
    private readonly Dictionary<(TenantId, OrderId), KnownOrder> _orders = [];

    public OrderId Note(TenantId tenant, long id, UserId customer, UserId provider)
    {
        var order = new OrderId(id);
        _orders[(tenant, order)] = new KnownOrder(order, customer, provider);
        return order;
    }

    public Task<KnownOrder?> FindAsync(TenantId tenant, OrderId order, CancellationToken cancel) => Task.FromResult(_orders.GetValueOrDefault((tenant, order)));
}
