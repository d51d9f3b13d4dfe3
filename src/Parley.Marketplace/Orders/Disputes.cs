using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Marketplace.Orders;

/// <summary>Disputes, for those who look after a tenant: its agents see them, its admins decide, an operator anywhere.</summary>
public sealed class Disputes(IDisputeStore store, Orders orders)
{
    /// <summary>A page, those of the newest order first.</summary>
    /// <param name="tenant">The agent's own; an operator's choice.</param>
    /// <param name="status">Only those of which this became; null: all.</param>
    public Task<IReadOnlyList<Dispute>> ListAsync(TenantId tenant, DisputeStatus? status, OrderId before, int limit, CancellationToken cancel) =>
        store.ListAsync(tenant, status, before, limit, cancel);

    /// <summary>An order's.</summary>
    /// <returns><see cref="ChatError.Forbidden"/>; <see cref="ChatError.NotFound"/>, also for an order that nobody disputes.</returns>
    public async Task<Outcome<Dispute>> FindAsync(Account agent, OrderId order, CancellationToken cancel)
    {
        if (agent.Role < Role.Agent)
            return ChatError.Forbidden;
        return await store.FindAsync(agent.Reach, order, cancel) is { } dispute ? dispute : ChatError.NotFound;
    }

    /// <summary>Decides one.</summary>
    /// <param name="refund">Whether the money goes back.</param>
    /// <param name="note">Why, for the two sides.</param>
    /// <returns>The dispute then; as <see cref="FindAsync"/>; <see cref="ChatError.Conflict"/> for one that is decided; <see cref="ChatError.InvalidField"/>.</returns>
    public async Task<Outcome<Dispute>> ResolveAsync(Account admin, OrderId order, bool refund, string? note, CancellationToken cancel)
    {
        if (admin.Role < Role.Admin)
            return ChatError.Forbidden;
        if (note is not null && (note.Length > OrderFields.LongestNote || !FieldRules.IsKeepable(note)))
            return FieldRules.Invalid("note", OrderFields.LongestNote);
        var found = await FindAsync(admin, order, cancel);
        if (!found.IsOk)
            return found.Refusal;
        var judge = admin with { TenantId = found.Value.Order.TenantId }; // an operator is as good as that tenant's own admin
        var request = new OrderRequest { Action = OrderAction.Resolve, Refund = refund, Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim() };
        var answer = await orders.MoveAsync(judge, order, request, cancel);
        return answer.IsOk ? await FindAsync(admin, order, cancel) : answer.Refusal!;
    }
}
