using System.Collections.Frozen;

namespace Parley.Marketplace.Orders;

/// <summary>The state machine of orders as a table: who may do what, and when.</summary>
public static class OrderRules
{
    private const OrderParty Sides = OrderParty.Customer | OrderParty.Provider;

    /// <summary>Every action but the making of an order.</summary>
    public static FrozenDictionary<OrderAction, OrderRule> Table { get; } = new Dictionary<OrderAction, OrderRule>
    {
        [OrderAction.Confirm] = new(OrderParty.Provider, [OrderStatus.Pending], OrderStatus.Confirmed),
        [OrderAction.Start] = new(OrderParty.Provider, [OrderStatus.Confirmed], OrderStatus.InProgress),
        [OrderAction.Complete] = new(OrderParty.Provider, [OrderStatus.InProgress], OrderStatus.Completed),
        [OrderAction.Cancel] = new(Sides, [OrderStatus.Pending, OrderStatus.Confirmed, OrderStatus.InProgress]),
        [OrderAction.Reschedule] = new(Sides, [OrderStatus.Pending, OrderStatus.Confirmed]),
        [OrderAction.Quote] = new(OrderParty.Provider, [OrderStatus.Pending, OrderStatus.Confirmed]),
        [OrderAction.AcceptQuote] = new(OrderParty.Customer, [OrderStatus.Pending, OrderStatus.Confirmed]),
        [OrderAction.RequestReview] = new(OrderParty.Provider, [OrderStatus.Completed]),
        [OrderAction.Dispute] = new(Sides, [OrderStatus.Confirmed, OrderStatus.InProgress, OrderStatus.Completed]),
        [OrderAction.Resolve] = new(OrderParty.Admin, [OrderStatus.Confirmed, OrderStatus.InProgress, OrderStatus.Completed]),
    }.ToFrozenDictionary();
}
