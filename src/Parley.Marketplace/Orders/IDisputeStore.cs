using Parley.Primitives;

namespace Parley.Marketplace.Orders;

/// <summary>Disputed orders, as those see them who decide.</summary>
public interface IDisputeStore
{
    /// <summary>A tenant's, those of the newest order first.</summary>
    /// <param name="status">Only those of which this became; null: all.</param>
    /// <param name="before">Only those of orders before this one; none: from the newest.</param>
    Task<IReadOnlyList<Dispute>> ListAsync(TenantId tenant, DisputeStatus? status, OrderId before, int limit, CancellationToken cancel);

    /// <summary>That of an order; null where there is none.</summary>
    /// <param name="tenant">Only of this one; none: whichever.</param>
    Task<Dispute?> FindAsync(TenantId tenant, OrderId order, CancellationToken cancel);
}
