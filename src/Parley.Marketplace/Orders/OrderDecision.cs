using Parley.Primitives;

namespace Parley.Marketplace.Orders;

/// <summary>What becomes of an order by a move.</summary>
/// <param name="Next">The order from now on, or as it is when nothing changes.</param>
/// <param name="Transition">The line for its history; null: nothing changes and nothing is written.</param>
/// <param name="Refusal">Why the move is not allowed.</param>
public sealed record OrderDecision(Order Next, OrderTransition? Transition, Refusal? Refusal = null);
