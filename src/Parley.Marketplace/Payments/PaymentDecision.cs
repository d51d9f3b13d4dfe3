using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Marketplace.Payments;

/// <summary>What becomes of a payment and its order by one step.</summary>
/// <param name="Order">The order from now on.</param>
/// <param name="Payment">The payment from now on; null: there is none.</param>
/// <param name="Line">The line for the order's history; null: the order does not change.</param>
/// <param name="Other">Another payment of the order that changes with it.</param>
/// <param name="Refusal">Why the step is not allowed; nothing changes then.</param>
public sealed record PaymentDecision(Order Order, Payment? Payment, OrderTransition? Line = null, Payment? Other = null, Refusal? Refusal = null);
