using System.Globalization;

namespace Parley.Webhooks;

/// <summary>An address that a tenant's backend is told of events at.</summary>
/// <param name="Value">The number, above zero for a real one.</param>
public readonly record struct WebhookId(long Value)
{
    /// <summary>The decimal digits.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
