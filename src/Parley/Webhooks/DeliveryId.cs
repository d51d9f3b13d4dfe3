using System.Globalization;

namespace Parley.Webhooks;

/// <summary>One event on its way to one address.</summary>
/// <param name="Value">The number, above zero for a real one.</param>
public readonly record struct DeliveryId(long Value)
{
    /// <summary>The decimal digits.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
