using Parley.Primitives;

namespace Parley.Marketplace.Orders;

/// <summary>A line of an order's history.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Version">The order's version from then on; no two lines of an order share one.</param>
/// <param name="Action">What was done.</param>
/// <param name="From">The status before; that of a new order: <see cref="OrderStatus.Pending"/>.</param>
/// <param name="To">The status after; the same where an action moves nothing (a request to cancel, a quote).</param>
/// <param name="ActorId">Who did it.</param>
/// <param name="At">Unix ms.</param>
/// <param name="Note">What the actor wrote, or what the action was about (an amount).</param>
public sealed record OrderTransition(
    OrderId OrderId, long Version, OrderAction Action, OrderStatus From, OrderStatus To, UserId ActorId, long At, string? Note);
