using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Marketplace.Payments;

/// <summary>
/// Payments at rest. Every step locks the order first, so all that concerns one order's money happens one after the other, and writes payment, order
/// and history in one transaction. The job that looks at it next (<see cref="Payment.DueAt"/>) is written with it, so it outlives a crash.
/// </summary>
public interface IPaymentStore
{
    /// <summary>Shows an order and its live payment, if any, and writes what <paramref name="decide"/> says; that must be pure, it may run again.</summary>
    /// <returns>As it is now, whatever was decided; <see cref="ChatError.NotFound"/>.</returns>
    Task<PaymentAnswer> OpenAsync(TenantId tenant, OrderId order, Func<Order, Payment?, PaymentDecision> decide, CancellationToken cancel);

    /// <summary>Shows an order, a payment of it and another live one, if any, and writes what <paramref name="decide"/> says.</summary>
    /// <returns>
    /// As it is now, whatever was decided; <see cref="ChatError.NotFound"/>; <see cref="ChatError.Conflict"/> naming <c>transactionId</c> when another
    /// payment has that transaction.
    /// </returns>
    Task<PaymentAnswer> MoveAsync(PaymentId id, Func<Order, Payment, Payment?, PaymentDecision> decide, CancellationToken cancel);

    /// <summary>A payment, of whatever tenant: gateways know no tenants.</summary>
    Task<Payment?> FindAsync(PaymentId id, CancellationToken cancel);

    /// <summary>A page, newest first.</summary>
    /// <param name="before">Only those before this one; none: from the newest.</param>
    Task<IReadOnlyList<Payment>> ListNewestAsync(PaymentFilter filter, PaymentId before, int limit, CancellationToken cancel);

    /// <summary>The payments of an order, oldest first.</summary>
    Task<IReadOnlyList<Payment>> ListAsync(TenantId tenant, OrderId order, CancellationToken cancel);
}
