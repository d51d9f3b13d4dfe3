using Parley.Primitives;

namespace Parley.Marketplace.Notices;

/// <summary>Which step of which order is to be told of.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Version">The order's version from that step on; 0: its review.</param>
public readonly record struct NoticeKey(OrderId OrderId, long Version)
{
    /// <summary>The order's review.</summary>
    public static NoticeKey OfReview(OrderId order) => new(order, 0);

    /// <summary>Whether it is the order's review.</summary>
    public bool IsReview => Version == 0;
}
