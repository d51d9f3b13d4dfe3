namespace Parley.Marketplace.Payments;

/// <summary>The gateways that are configured, by name.</summary>
/// <param name="all">At least one.</param>
/// <param name="preferred">The one that is used when a customer names none.</param>
public sealed class PaymentGateways(IReadOnlyList<IPaymentGateway> all, string preferred) : IDisposable
{
    /// <summary>The name of the one that is used when a customer names none.</summary>
    public string Preferred => preferred;

    /// <summary>All of them.</summary>
    public IReadOnlyList<IPaymentGateway> All => all;

    /// <summary>The gateway of a name, or null.</summary>
    public IPaymentGateway? Find(string? name) => all.FirstOrDefault(gateway => gateway.Name == (name ?? preferred));

    /// <summary>Lets go of the gateways' connections.</summary>
    public void Dispose()
    {
        foreach (var gateway in all)
            (gateway as IDisposable)?.Dispose();
    }
}
