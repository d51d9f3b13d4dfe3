namespace Parley.Marketplace.Orders;

/// <summary>An order that is or was disputed, and what is known of it.</summary>
/// <param name="Order">The order as it is now.</param>
/// <param name="Raised">How the dispute began, the last time.</param>
/// <param name="Decided">How it was decided; null while nobody has. Of an order that is disputed again it is from before.</param>
public sealed record Dispute(Order Order, OrderTransition? Raised, OrderTransition? Decided);
