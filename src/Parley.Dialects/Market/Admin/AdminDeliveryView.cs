using Parley.Dialects.Market.Webhooks;
using Parley.Webhooks;

namespace Parley.Dialects.Market.Admin;

/// <summary>An event on its way to a webhook. What is in it is the tenant's own: it may say what people wrote.</summary>
internal sealed record AdminDeliveryView(
    long Id,
    long WebhookId,
    string Event,
    string Status,
    int Attempts,
    int? LastStatus,
    string? LastError,
    DateTime CreatedAt,
    DateTime? NextAttemptAt,
    DateTime? DeliveredAt)
{
    public static AdminDeliveryView Of(WebhookDelivery delivery)
    {
        var own = DeliveryView.Of(delivery);
        return new AdminDeliveryView(
            delivery.Id.Value, delivery.WebhookId.Value, own.Event, own.Status, own.Attempts, own.LastStatus, own.LastError, own.CreatedAt, own.NextAttemptAt, own.DeliveredAt);
    }

    /// <summary>A status as the query names it; null for anything else.</summary>
    public static DeliveryStatus? StatusOf(string word) => word switch
    {
        "pending" => DeliveryStatus.Pending,
        "delivered" => DeliveryStatus.Delivered,
        "failed" => DeliveryStatus.Failed,
        _ => null,
    };
}
