namespace Parley.Marketplace.Orders;

/// <summary>Who may do something to an order, and in which states.</summary>
/// <param name="Who">Any of these.</param>
/// <param name="When">In these states.</param>
/// <param name="To">The state that follows; null: the action says, or it stays.</param>
public sealed record OrderRule(OrderParty Who, IReadOnlyList<OrderStatus> When, OrderStatus? To = null);
