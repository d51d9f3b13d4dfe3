using Parley.Marketplace.Orders;
using Parley.Marketplace.Reviews;

namespace Parley.Marketplace.Notices;

/// <summary>What is to be told of an order.</summary>
/// <param name="Order">The order as it is now.</param>
/// <param name="Step">What was done; null for a review.</param>
/// <param name="Review">The review; null for a step.</param>
/// <param name="Tries">How often it was tried.</param>
public sealed record OrderNotice(Order Order, OrderTransition? Step, Review? Review, int Tries)
{
    /// <summary>What it is kept under.</summary>
    public NoticeKey Key => new(Order.Id, Step?.Version ?? 0);
}
