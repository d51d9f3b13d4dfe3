using Parley.Primitives;

namespace Parley.Webhooks;

/// <summary>Webhooks, what is on its way to them, and how far each has been told of messages.</summary>
public interface IWebhookStore
{
    /// <summary>Keeps a new one.</summary>
    /// <param name="most">As many as a tenant may have.</param>
    /// <returns>False when the tenant has as many.</returns>
    Task<bool> CreateAsync(Webhook webhook, int most, CancellationToken cancel);

    /// <summary>A tenant's, oldest first.</summary>
    Task<IReadOnlyList<Webhook>> ListAsync(TenantId tenant, CancellationToken cancel);

    /// <summary>A page, newest first.</summary>
    /// <param name="tenant">Whose; none: all.</param>
    /// <param name="before">Only those before this one; none: from the newest.</param>
    Task<IReadOnlyList<Webhook>> ListNewestAsync(TenantId tenant, WebhookId before, int limit, CancellationToken cancel);

    /// <summary>One, of whatever tenant: for who has its id from a job.</summary>
    Task<Webhook?> FindAsync(WebhookId id, CancellationToken cancel);

    /// <summary>Shows one under lock and writes what <paramref name="change"/> makes of it; what waits for it is tried at once.</summary>
    Task<Webhook?> UpdateAsync(TenantId tenant, WebhookId id, Func<Webhook, Webhook> change, CancellationToken cancel);

    /// <summary>Removes one with its deliveries.</summary>
    Task<bool> DeleteAsync(TenantId tenant, WebhookId id, CancellationToken cancel);

    /// <summary>A tenant's active ones that want to hear of an event.</summary>
    Task<IReadOnlyList<Webhook>> FindSubscribedAsync(TenantId tenant, WebhookEvents one, CancellationToken cancel);

    /// <summary>Keeps deliveries to be sent; those of a source that their webhook has been given already are left out.</summary>
    Task AddAsync(IReadOnlyList<WebhookDelivery> deliveries, CancellationToken cancel);

    /// <summary>What is to be sent now, the oldest first.</summary>
    Task<IReadOnlyList<WebhookDelivery>> ReadDueAsync(WebhookId webhook, long nowMs, int limit, CancellationToken cancel);

    /// <summary>When the next one is due; null: nothing waits.</summary>
    Task<long?> FindNextDueAsync(WebhookId webhook, CancellationToken cancel);

    /// <summary>Notes an attempt, and the circuit after it.</summary>
    Task SaveAttemptAsync(WebhookDelivery delivery, int failures, long openUntil, CancellationToken cancel);

    /// <summary>A page of a webhook's deliveries, newest first.</summary>
    /// <param name="status">Only those that are there; null: all.</param>
    Task<IReadOnlyList<WebhookDelivery>> ListDeliveriesAsync(WebhookId webhook, DeliveryStatus? status, DeliveryId? before, int limit, CancellationToken cancel);

    /// <summary>Has a delivery sent again, from the beginning; closes the circuit for it.</summary>
    /// <returns>As it is now; null when there is none.</returns>
    Task<WebhookDelivery?> ReplayAsync(TenantId tenant, WebhookId webhook, DeliveryId id, long nowMs, CancellationToken cancel);

    /// <summary>Deletes what was delivered or given up before a time; returns how many (at most a few thousand a call).</summary>
    Task<int> DeleteOldAsync(long beforeMs, CancellationToken cancel);

    /// <summary>Which webhooks have not been told of all messages of these conversations.</summary>
    Task<IReadOnlyList<FollowedConversation>> FindBehindAsync(IReadOnlyCollection<ConversationId> conversations, CancellationToken cancel);

    /// <summary>The same, for a stretch of all conversations after one.</summary>
    /// <returns>And where to go on; null: that was the last stretch.</returns>
    Task<(IReadOnlyList<FollowedConversation> Behind, ConversationId? Next)> WalkBehindAsync(ConversationId after, CancellationToken cancel);

    /// <summary>Moves on, and keeps the deliveries, unless somebody else has moved on from there.</summary>
    Task<bool> AdvanceAsync(FollowedConversation from, long rev, long seq, IReadOnlyList<WebhookDelivery> deliveries, CancellationToken cancel);
}
