using Parley.Primitives;
using Parley.Webhooks;

namespace Parley.Storage.Webhooks;

/// <content>What is on its way.</content>
internal sealed partial class WebhookStore
{
    public Task AddAsync(IReadOnlyList<WebhookDelivery> deliveries, CancellationToken cancel) => jobs.ThenWakeAsync(database.TransactAsync(
        async sql =>
        {
            await InsertAsync(sql, deliveries);
            return 0;
        },
        cancel));

    public async Task<IReadOnlyList<WebhookDelivery>> ReadDueAsync(WebhookId webhook, long nowMs, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                $"""
                SELECT {WebhookRows.DeliveryColumns} FROM webhook_deliveries d
                WHERE d.webhook_id = @webhook AND d.status = 0 AND d.next_at <= @now ORDER BY d.next_at, d.id LIMIT @limit
                """,
                WebhookRows.ReadDelivery,
                ("@webhook", webhook.Value),
                ("@now", nowMs),
                ("@limit", limit)),
            cancel);

    public Task<long?> FindNextDueAsync(WebhookId webhook, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            "SELECT min(next_at) FROM webhook_deliveries WHERE webhook_id = @webhook AND status = 0", row => row.LongOrNull(0), ("@webhook", webhook.Value)),
        cancel);

    public Task SaveAttemptAsync(WebhookDelivery delivery, int failures, long openUntil, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            await sql.ExecuteAsync(
                "UPDATE webhooks SET failures = @failures, open_until = @open WHERE id = @id AND (failures <> @failures OR open_until <> @open)",
                ("@id", delivery.WebhookId.Value),
                ("@failures", failures),
                ("@open", openUntil));
            return await sql.ExecuteAsync(
                """
                UPDATE webhook_deliveries SET status = @status, attempts = @attempts, next_at = @next, delivered_at = @delivered, last_status = @answer,
                    last_error = @error
                WHERE id = @id AND began_at = @began
                """,
                ("@id", delivery.Id.Value),
                ("@began", delivery.BeganAt), // one that was replayed meanwhile begins anew
                ("@status", (short)delivery.Status),
                ("@attempts", delivery.Attempts),
                ("@next", delivery.NextAt),
                ("@delivered", delivery.DeliveredAt),
                ("@answer", delivery.LastStatus),
                ("@error", delivery.LastError));
        },
        cancel);

    public async Task<IReadOnlyList<WebhookDelivery>> ListDeliveriesAsync(
        WebhookId webhook, DeliveryStatus? status, DeliveryId? before, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                $"""
                SELECT {WebhookRows.DeliveryColumns} FROM webhook_deliveries d
                WHERE d.webhook_id = @webhook AND d.id < @before {(status is null ? "" : "AND d.status = @status")} ORDER BY d.id DESC LIMIT @limit
                """,
                WebhookRows.ReadDelivery,
                ("@webhook", webhook.Value),
                ("@status", (short)(status ?? 0)),
                ("@before", before?.Value ?? long.MaxValue),
                ("@limit", limit)),
            cancel);

    public Task<WebhookDelivery?> ReplayAsync(TenantId tenant, WebhookId webhook, DeliveryId id, long nowMs, CancellationToken cancel) =>
        jobs.ThenWakeAsync(database.TransactAsync(
            async sql =>
            {
                (string, object?)[] args = [("@id", id.Value), ("@webhook", webhook.Value), ("@tenant", tenant.Value), ("@now", nowMs)];
                // The webhook first, as a change of it does.
                var open = await sql.ExecuteAsync("UPDATE webhooks SET open_until = 0 WHERE id = @webhook AND tenant_id = @tenant", args);
                var written = open == 0 ? 0 : await sql.ExecuteAsync(
                    """
                    UPDATE webhook_deliveries SET status = 0, attempts = 0, next_at = @now, began_at = CASE WHEN began_at < @now THEN @now ELSE began_at + 1 END,
                        delivered_at = NULL
                    WHERE id = @id AND webhook_id = @webhook
                    """,
                    args);
                if (written == 0)
                    return null;
                await WakeAsync(sql, webhook);
                return await sql.FirstAsync(
                    $"SELECT {WebhookRows.DeliveryColumns} FROM webhook_deliveries d WHERE d.id = @id", WebhookRows.ReadDelivery, ("@id", id.Value));
            },
            cancel));

    public Task<int> DeleteOldAsync(long beforeMs, CancellationToken cancel) =>
        OldRows.DeleteAsync(database, "webhook_deliveries", "created_at < @before AND status <> 0", beforeMs, cancel);

    private async ValueTask InsertAsync(SqlScope sql, IReadOnlyList<WebhookDelivery> deliveries)
    {
        var written = new HashSet<WebhookId>();
        foreach (var delivery in deliveries)
        {
            if (await WebhookRows.InsertAsync(sql, delivery) == 1)
                written.Add(delivery.WebhookId);
        }

        foreach (var id in written)
            await WakeAsync(sql, id);
    }
}
