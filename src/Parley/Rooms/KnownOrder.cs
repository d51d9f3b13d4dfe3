using Parley.Primitives;

namespace Parley.Rooms;

/// <summary>An order that is kept here, as far as its room is concerned.</summary>
/// <param name="Id">The order.</param>
/// <param name="CustomerId">Who made it.</param>
/// <param name="ProviderId">Who is to do it.</param>
public sealed record KnownOrder(OrderId Id, UserId CustomerId, UserId ProviderId)
{
    /// <summary>Whether the order is between this person and another.</summary>
    public bool IsBetween(UserId user) => user == CustomerId || user == ProviderId;
}
