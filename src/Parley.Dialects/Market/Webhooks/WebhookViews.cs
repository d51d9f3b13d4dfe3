using System.Text.Json.Serialization;
using Parley.Primitives;
using Parley.Webhooks;

namespace Parley.Dialects.Market.Webhooks;

/// <summary>A webhook; its secret once.</summary>
internal sealed record WebhookView(
    string Id, string Name, string Url, IReadOnlyList<string> Events, bool IsActive, string Circuit, DateTime CreatedAt, DateTime UpdatedAt, string? Secret)
{
    public static WebhookView Of(Webhook webhook, long now, string? secret = null) => new(
        PublicId.ToText(EntityKind.Webhook, webhook.Id.Value),
        webhook.Name,
        webhook.Url,
        WebhookEventNames.List(webhook.Events),
        webhook.IsActive,
        webhook.OpenUntil > now ? "open" : webhook.OpenUntil > 0 ? "half_open" : "closed",
        WireTime.Of(webhook.CreatedAt),
        WireTime.Of(webhook.UpdatedAt),
        secret);
}

/// <summary>An event on its way.</summary>
internal sealed record DeliveryView(
    string Id,
    string WebhookId,
    string Event,
    string Status,
    int Attempts,
    int? LastStatus,
    string? LastError,
    DateTime CreatedAt,
    DateTime? NextAttemptAt,
    DateTime? DeliveredAt,
    string Body)
{
    public static DeliveryView Of(WebhookDelivery delivery) => new(
        PublicId.ToText(EntityKind.WebhookDelivery, delivery.Id.Value),
        PublicId.ToText(EntityKind.Webhook, delivery.WebhookId.Value),
        WebhookEventNames.Of(delivery.Event),
        delivery.Status switch
        {
            DeliveryStatus.Pending => "pending",
            DeliveryStatus.Delivered => "delivered",
            DeliveryStatus.Failed => "failed",
            _ => throw new InvalidOperationException($"Unknown status {delivery.Status}."),
        },
        delivery.Attempts,
        delivery.LastStatus,
        delivery.LastError,
        WireTime.Of(delivery.CreatedAt),
        delivery.Status == DeliveryStatus.Pending ? WireTime.Of(delivery.NextAt) : null,
        delivery.DeliveredAt is { } at ? WireTime.Of(at) : null,
        delivery.Body);
}

/// <summary>A page of deliveries, newest first: ask on with <c>?before=‹next›</c> while there is one.</summary>
internal sealed record DeliveryPage(IReadOnlyList<DeliveryView> Data, string? Next)
{
    [JsonPropertyOrder(-1)]
    public bool Success => true;
}
