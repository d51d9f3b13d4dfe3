namespace Parley.Marketplace.Payments;

/// <summary>A request that claims to come from a gateway, as it came.</summary>
/// <param name="Header">The value of a header, or null.</param>
/// <param name="Body">The bytes, since they are what is signed.</param>
public sealed record PaymentCallback(Func<string, string?> Header, ReadOnlyMemory<byte> Body);
