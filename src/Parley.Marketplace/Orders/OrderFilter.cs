using Parley.Primitives;

namespace Parley.Marketplace.Orders;

/// <summary>Which orders are listed.</summary>
public sealed record OrderFilter
{
    /// <summary>Only those in which this person is a side; none: all of the tenant.</summary>
    public UserId SideId { get; init; }

    /// <summary>Which side that person must be; null: whichever.</summary>
    public OrderParty? Side { get; init; }

    /// <summary>Only these.</summary>
    public OrderStatus? Status { get; init; }
}
