using System.Globalization;

namespace Parley.Primitives;

/// <summary>An order: one of ours, or one that only the tenant's own backend knows. Never an authorisation.</summary>
/// <param name="Value">The number, above zero for a real order.</param>
public readonly record struct OrderId(long Value)
{
    /// <summary>Outside orders are below: ids of our own are above it.</summary>
    public const long OutsideBound = 1L << 40;

    /// <summary>True for the default value, which names nothing.</summary>
    public bool IsNone => Value == 0;

    /// <summary>True for an order of the tenant's own backend.</summary>
    public bool IsOutside => Value is > 0 and < OutsideBound;

    /// <summary>The decimal digits.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
