using Parley.Dialects.Market.Webhooks;
using Parley.Webhooks;

namespace Parley.Dialects.Market.Admin;

/// <summary>A webhook, as those see it who look after its tenant. Its secret is never shown.</summary>
internal sealed record AdminWebhookView(
    long Id,
    long TenantId,
    string Name,
    string Url,
    IReadOnlyList<string> Events,
    bool IsActive,
    string Circuit,
    int Failures,
    DateTime? OpenUntil,
    DateTime CreatedAt,
    DateTime UpdatedAt)
{
    public static AdminWebhookView Of(Webhook webhook, long now)
    {
        var own = WebhookView.Of(webhook, now);
        return new AdminWebhookView(
            webhook.Id.Value,
            webhook.TenantId.Value,
            own.Name,
            own.Url,
            own.Events,
            own.IsActive,
            own.Circuit,
            webhook.Failures,
            webhook.OpenUntil > now ? WireTime.Of(webhook.OpenUntil) : null,
            own.CreatedAt,
            own.UpdatedAt);
    }
}
