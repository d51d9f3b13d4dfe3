using Parley.Primitives;
using Parley.Storage.Jobs;
using Parley.Webhooks;

namespace Parley.Storage.Webhooks;

/// <summary>Webhooks: what tenants keep.</summary>
internal sealed partial class WebhookStore(Database database, JobInserts jobs) : IWebhookStore
{
    public Task<bool> CreateAsync(Webhook webhook, int most, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            // One tenant's one after the other, so that two at once do not both find room.
            await sql.FirstAsync(
                $"SELECT id FROM tenants WHERE id = @tenant {sql.Pick(sqlite: "", postgres: "FOR NO KEY UPDATE")}",
                row => row.GetInt64(0),
                ("@tenant", webhook.TenantId.Value));
            var there = await sql.FirstAsync("SELECT count(*) FROM webhooks WHERE tenant_id = @tenant", row => row.GetInt64(0), ("@tenant", webhook.TenantId.Value));
            if (there >= most)
                return false;
            await sql.ExecuteAsync(
                """
                INSERT INTO webhooks (id, tenant_id, name, url, events, secret, is_active, failures, open_until, created_at, updated_at, messages_since)
                VALUES (@id, @tenant, @name, @url, @events, @secret, @active, @failures, @open, @created, @updated, @since)
                """,
                [.. Changing(webhook), ("@tenant", webhook.TenantId.Value), ("@created", webhook.CreatedAt)]);
            return true;
        },
        cancel);

    public async Task<IReadOnlyList<Webhook>> ListAsync(TenantId tenant, CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync(
            $"SELECT {WebhookRows.Columns} FROM webhooks w WHERE w.tenant_id = @tenant ORDER BY w.id", WebhookRows.Read, ("@tenant", tenant.Value)),
        cancel);

    public async Task<IReadOnlyList<Webhook>> ListNewestAsync(TenantId tenant, WebhookId before, int limit, CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync(
            $"SELECT {WebhookRows.Columns} FROM webhooks w WHERE w.id < @before {(tenant.IsNone ? "" : "AND w.tenant_id = @tenant")} ORDER BY w.id DESC LIMIT @limit",
            WebhookRows.Read,
            ("@tenant", tenant.Value),
            ("@before", before.Value == 0 ? long.MaxValue : before.Value),
            ("@limit", limit)),
        cancel);

    public Task<Webhook?> FindAsync(WebhookId id, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync($"SELECT {WebhookRows.Columns} FROM webhooks w WHERE w.id = @id", WebhookRows.Read, ("@id", id.Value)), cancel);

    public Task<Webhook?> UpdateAsync(TenantId tenant, WebhookId id, Func<Webhook, Webhook> change, CancellationToken cancel) =>
        jobs.ThenWakeAsync(database.TransactAsync(
            async sql =>
            {
                var found = await sql.FirstAsync(
                    $"SELECT {WebhookRows.Columns} FROM webhooks w WHERE w.id = @id AND w.tenant_id = @tenant {sql.Pick(sqlite: "", postgres: "FOR UPDATE")}",
                    WebhookRows.Read,
                    ("@id", id.Value),
                    ("@tenant", tenant.Value));
                if (found is null)
                    return null;
                var changed = change(found) with { OpenUntil = 0 };
                if (changed.HearsMessages && !found.HearsMessages)
                {
                    // It asks for what is said from now on.
                    changed = changed with { MessagesSince = changed.UpdatedAt };
                    await sql.ExecuteAsync("DELETE FROM webhook_marks WHERE webhook_id = @id", ("@id", id.Value));
                }

                await sql.ExecuteAsync(
                    """
                    UPDATE webhooks SET name = @name, url = @url, events = @events, secret = @secret, is_active = @active, failures = @failures,
                        open_until = @open, updated_at = @updated, messages_since = @since
                    WHERE id = @id
                    """,
                    Changing(changed));
                await WakeAsync(sql, id);
                return changed;
            },
            cancel));

    public async Task<bool> DeleteAsync(TenantId tenant, WebhookId id, CancellationToken cancel) => await database.TransactAsync(
        sql => sql.ExecuteAsync("DELETE FROM webhooks WHERE id = @id AND tenant_id = @tenant", ("@id", id.Value), ("@tenant", tenant.Value)), cancel) == 1;

    public async Task<IReadOnlyList<Webhook>> FindSubscribedAsync(TenantId tenant, WebhookEvents one, CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync(
            $"SELECT {WebhookRows.Columns} FROM webhooks w WHERE w.tenant_id = @tenant AND w.is_active AND (w.events & @event) <> 0 ORDER BY w.id",
            WebhookRows.Read,
            ("@tenant", tenant.Value),
            ("@event", (long)one)),
        cancel);

    // What waits for it is to be looked at: at once, or when its circuit closes.
    private async ValueTask WakeAsync(SqlScope sql, WebhookId id)
    {
        var open = await sql.FirstAsync("SELECT open_until FROM webhooks WHERE id = @id", row => row.GetInt64(0), ("@id", id.Value));
        await jobs.InsertAsync(sql, DeliveryJob.Of(id, open > 0 ? open : null));
    }

    private static (string Name, object? Value)[] Changing(Webhook webhook) =>
    [
        ("@id", webhook.Id.Value),
        ("@name", webhook.Name),
        ("@url", webhook.Url),
        ("@events", (long)webhook.Events),
        ("@secret", webhook.Secret),
        ("@active", webhook.IsActive),
        ("@failures", webhook.Failures),
        ("@open", webhook.OpenUntil),
        ("@updated", webhook.UpdatedAt),
        ("@since", webhook.MessagesSince),
    ];
}
