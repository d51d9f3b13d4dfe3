using Parley.Primitives;

namespace Parley.Marketplace.Orders;

/// <summary>What came of a move.</summary>
/// <param name="Order">The order as it is now, after a refused move too, so that whoever lost a race sees the state; null when there is none to see.</param>
/// <param name="Transition">What changed; null: nothing.</param>
/// <param name="Refusal">Why not.</param>
public sealed record OrderAnswer(Order? Order, OrderTransition? Transition, Refusal? Refusal)
{
    /// <summary>Whether the order is as the caller wants it.</summary>
    public bool IsOk => Refusal is null;

    /// <summary>A refusal that shows no order.</summary>
    public static OrderAnswer Refused(Refusal refusal) => new(null, null, refusal);
}
