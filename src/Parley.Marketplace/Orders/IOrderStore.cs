using Parley.Primitives;

namespace Parley.Marketplace.Orders;

/// <summary>Orders and their history at rest. Every change rises the order's version and adds a line of history in one transaction.</summary>
public interface IOrderStore
{
    /// <summary>Inserts an order with the first line of its history, after a look at what it names under lock.</summary>
    /// <param name="key">The customer's key: under one that was used before the order of then is the answer.</param>
    /// <returns>
    /// The order; <see cref="ChatError.IdempotencyConflict"/> when the key came before with something else; <see cref="ChatError.NotFound"/> naming <c>serviceId</c> when the service is not on offer any more or not the provider's;
    /// <see cref="ChatError.Blocked"/> when either side blocks the other; <see cref="ChatError.ConversationNotFound"/> when not both sides are in the conversation.
    /// </returns>
    Task<Outcome<Order>> CreateAsync(Order order, OrderTransition first, OrderKey? key, CancellationToken cancel);

    /// <summary>The order.</summary>
    Task<Order?> FindAsync(TenantId tenant, OrderId id, CancellationToken cancel);

    /// <summary>Locks an order, shows it as it is, and writes what <paramref name="decide"/> says; that must be pure, it may run again.</summary>
    /// <returns>As it is now, whatever was decided; <see cref="ChatError.NotFound"/>.</returns>
    Task<OrderAnswer> MoveAsync(TenantId tenant, OrderId id, Func<Order, OrderDecision> decide, CancellationToken cancel);

    /// <summary>What was last done to an order, at most <paramref name="most"/> lines, oldest first.</summary>
    Task<IReadOnlyList<OrderTransition>> ReadHistoryAsync(OrderId id, int most, CancellationToken cancel);

    /// <summary>The line of an order's history that led to a version.</summary>
    Task<OrderTransition?> FindTransitionAsync(OrderId id, long version, CancellationToken cancel);

    /// <summary>A page of orders, newest first.</summary>
    Task<Page<Order>> ListAsync(TenantId tenant, OrderFilter filter, int skip, int take, CancellationToken cancel);
}
