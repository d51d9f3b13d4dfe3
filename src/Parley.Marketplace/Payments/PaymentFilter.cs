using Parley.Primitives;

namespace Parley.Marketplace.Payments;

/// <summary>Which payments are asked for.</summary>
/// <param name="TenantId">Whose; none: all tenants'.</param>
/// <param name="States">Only those in one of these states; none: in any.</param>
/// <param name="OnlyStuck">Only those that don't get on (<see cref="Payment.IsStuck"/>).</param>
public sealed record PaymentFilter(TenantId TenantId, IReadOnlyList<PaymentState> States, bool OnlyStuck = false)
{
    /// <summary>What doesn't get on: money that is to go back, and what is to be closed.</summary>
    public static PaymentFilter Stuck(TenantId tenant) => new(tenant, [PaymentState.Refunding, PaymentState.Closing], OnlyStuck: true);
}
