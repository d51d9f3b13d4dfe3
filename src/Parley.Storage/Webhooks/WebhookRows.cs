using System.Data.Common;
using Parley.Primitives;
using Parley.Webhooks;

namespace Parley.Storage.Webhooks;

/// <summary>Webhooks and deliveries as rows.</summary>
internal static class WebhookRows
{
    /// <summary>How many columns a webhook has.</summary>
    public const int Count = 12;

    /// <summary>In the order of <see cref="Read"/>; <c>w</c> is the table.</summary>
    public const string Columns =
        "w.id, w.tenant_id, w.name, w.url, w.events, w.secret, w.is_active, w.failures, w.open_until, w.created_at, w.updated_at, w.messages_since";

    /// <summary>In the order of <see cref="ReadDelivery"/>; <c>d</c> is the table.</summary>
    public const string DeliveryColumns =
        "d.id, d.webhook_id, d.event, d.source, d.body, d.status, d.attempts, d.next_at, d.began_at, d.created_at, d.delivered_at, d.last_status, d.last_error";

    public static Webhook Read(DbDataReader row) => new()
    {
        Id = new WebhookId(row.GetInt64(0)),
        TenantId = new TenantId(row.GetInt64(1)),
        Name = row.GetString(2),
        Url = row.GetString(3),
        Events = (WebhookEvents)row.GetInt64(4),
        Secret = row.GetFieldValue<byte[]>(5),
        IsActive = row.GetBoolean(6),
        Failures = row.GetInt32(7),
        OpenUntil = row.GetInt64(8),
        CreatedAt = row.GetInt64(9),
        UpdatedAt = row.GetInt64(10),
        MessagesSince = row.GetInt64(11),
    };

    public static WebhookDelivery ReadDelivery(DbDataReader row) => new()
    {
        Id = new DeliveryId(row.GetInt64(0)),
        WebhookId = new WebhookId(row.GetInt64(1)),
        Event = (WebhookEvents)row.GetInt64(2),
        Source = row.GetString(3),
        Body = row.GetString(4),
        Status = (DeliveryStatus)row.GetInt16(5),
        Attempts = row.GetInt32(6),
        NextAt = row.GetInt64(7),
        BeganAt = row.GetInt64(8),
        CreatedAt = row.GetInt64(9),
        DeliveredAt = row.LongOrNull(10),
        LastStatus = row.IsDBNull(11) ? null : row.GetInt32(11),
        LastError = row.TextOrNull(12),
    };

    /// <summary>Inserts a delivery; 0 when its webhook has been given its source, or is gone.</summary>
    public static ValueTask<int> InsertAsync(SqlScope sql, WebhookDelivery delivery) => sql.ExecuteAsync(
        """
        INSERT INTO webhook_deliveries (id, webhook_id, event, source, body, status, attempts, next_at, began_at, created_at)
        SELECT @id, w.id, @event, @source, @body, 0, 0, @next, @next, @created FROM webhooks w WHERE w.id = @webhook
        ON CONFLICT (webhook_id, source) DO NOTHING
        """,
        ("@id", delivery.Id.Value),
        ("@webhook", delivery.WebhookId.Value),
        ("@event", (long)delivery.Event),
        ("@source", delivery.Source),
        ("@body", delivery.Body),
        ("@next", delivery.CreatedAt),
        ("@created", delivery.CreatedAt));
}
