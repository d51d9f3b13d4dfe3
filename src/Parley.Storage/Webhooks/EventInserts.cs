using Parley.Primitives;
using Parley.Storage.Jobs;
using Parley.Webhooks;

namespace Parley.Storage.Webhooks;

/// <summary>
/// Keeps, in the transaction that causes it, that somebody is to be told of an event, and keeps nothing where nobody has asked: no webhook of the
/// tenant, and for an order neither of its sides by mail.
/// </summary>
internal sealed class EventInserts(JobInserts jobs)
{
    /// <summary>An event that only webhooks hear of.</summary>
    public async ValueTask InsertAsync(SqlScope sql, WebhookEvents one, TenantId tenant, long entity, long version)
    {
        if (await HasWebhookAsync(sql, one, tenant))
            await jobs.InsertAsync(sql, EventJob.Of(one, tenant, entity, version));
    }

    /// <summary>An event of an order, which its two sides may want to hear of by mail.</summary>
    public async ValueTask InsertAsync(SqlScope sql, WebhookEvents one, TenantId tenant, long entity, long version, UserId customer, UserId provider)
    {
        if (await HasWebhookAsync(sql, one, tenant) || await WantsMailAsync(sql, customer, provider))
            await jobs.InsertAsync(sql, EventJob.Of(one, tenant, entity, version));
    }

    /// <summary>Awaits a transaction, then has this node look for what it inserted.</summary>
    public Task<T> ThenWakeAsync<T>(Task<T> transaction) => jobs.ThenWakeAsync(transaction);

    private static async ValueTask<bool> HasWebhookAsync(SqlScope sql, WebhookEvents one, TenantId tenant) => await sql.FirstAsync(
        "SELECT id FROM webhooks WHERE tenant_id = @tenant AND is_active AND (events & @event) <> 0 LIMIT 1",
        row => row.GetInt64(0),
        ("@tenant", tenant.Value),
        ("@event", (long)one)) != 0;

    // A look at the text alone; the job reads it.
    private static async ValueTask<bool> WantsMailAsync(SqlScope sql, UserId customer, UserId provider) => await sql.FirstAsync(
        "SELECT id FROM users WHERE id IN (@customer, @provider) AND email IS NOT NULL AND preferences LIKE '%\"email\"%' LIMIT 1",
        row => row.GetInt64(0),
        ("@customer", customer.Value),
        ("@provider", provider.Value)) != 0;
}
