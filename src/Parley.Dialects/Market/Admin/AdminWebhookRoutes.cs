using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Audit;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Primitives;
using Parley.Webhooks;

namespace Parley.Dialects.Market.Admin;

/// <summary><c>/api/admin/webhooks</c>: how tenants' backends are told of events; an admin's own tenant's, an operator's all.</summary>
internal static class AdminWebhookRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/admin/webhooks").RequireAuthorization(Policies.Admin);
        group.MapGet("", ListAsync).Describe("Webhooks, newest first.", answers: OperatorJson.Wire.PageEnvelopeAdminWebhookView, query: "tenantId after limit");
        group.MapGet("/{id}", ReadAsync).Describe("A webhook.", answers: OperatorJson.Wire.EnvelopeAdminWebhookView);
        group.MapPatch("/{id}", ChangeAsync)
            .Describe("Turns a webhook on or off; its circuit closes.", OperatorJson.Default.EnabledBody, OperatorJson.Wire.EnvelopeAdminWebhookView);
        group.MapGet("/{id}/deliveries", ListDeliveriesAsync)
            .Describe("What was sent to a webhook, or is to be, newest first.", answers: OperatorJson.Wire.PageEnvelopeAdminDeliveryView, query: "state after limit");
        group.MapPost("/{id}/deliveries/{delivery}/retry", RetryAsync).Describe("Sends a delivery again.", answers: OperatorJson.Wire.EnvelopeAdminDeliveryView);
    }

    private static async Task<IResult> ListAsync(HttpContext http, IWebhookStore store, TimeProvider clock, CancellationToken cancel)
    {
        if (AdminPage.Read(http, out var refusal) is not { } page || AdminTenants.Read(http, out refusal) is not { } tenant)
            return refusal!;
        var rows = await store.ListNewestAsync(tenant, new WebhookId(page.After), page.Take, cancel);
        return page.Answer(rows, row => AdminWebhookView.Of(row, clock.NowMs()), row => row.Id.Value, OperatorJson.Wire.PageEnvelopeAdminWebhookView);
    }

    private static async Task<IResult> ReadAsync(HttpContext http, string id, IWebhookStore store, TimeProvider clock, CancellationToken cancel) =>
        await FindAsync(http, id, store, cancel) is { } webhook ? Show(webhook, clock) : Answers.Refuse(ChatError.NotFound);

    private static async Task<IResult> ChangeAsync(
        HttpContext http, string id, IWebhookStore store, Parley.Webhooks.Webhooks webhooks, AuditTrail audit, TimeProvider clock, CancellationToken cancel)
    {
        var body = await JsonBody.ReadAsync(http, OperatorJson.Default.EnabledBody);
        if (!body.IsOk)
            return body.Error;
        if (body.Value.Enabled is not { } enabled)
            return Answers.Missing("enabled");
        if (await FindAsync(http, id, store, cancel) is not { } webhook)
            return Answers.Refuse(ChatError.NotFound);
        var changed = await webhooks.ChangeAsync(webhook.TenantId, webhook.Id, new WebhookPatch(null, null, null, enabled), cancel);
        if (!changed.IsOk)
            return changed.Refusal.ToResult();
        audit.Record(AuditAction.WebhookSwitched, http.Caller().Account, webhook.Id.Value, enabled ? "on" : "off");
        return Show(changed.Value, clock);
    }

    private static async Task<IResult> ListDeliveriesAsync(HttpContext http, string id, IWebhookStore store, CancellationToken cancel)
    {
        if (AdminPage.Read(http, out var refusal) is not { } page)
            return refusal!;
        var word = http.Request.Query["state"].ToString();
        var status = AdminDeliveryView.StatusOf(word);
        if (word.Length > 0 && status is null)
            return FieldRules.Invalid("state").ToResult();
        if (await FindAsync(http, id, store, cancel) is not { } webhook)
            return Answers.Refuse(ChatError.NotFound);
        var rows = await store.ListDeliveriesAsync(webhook.Id, status, page.After == 0 ? null : new DeliveryId(page.After), page.Take, cancel);
        return page.Answer(rows, AdminDeliveryView.Of, row => row.Id.Value, OperatorJson.Wire.PageEnvelopeAdminDeliveryView);
    }

    private static async Task<IResult> RetryAsync(
        HttpContext http, string id, string delivery, IWebhookStore store, AuditTrail audit, TimeProvider clock, CancellationToken cancel)
    {
        if (await FindAsync(http, id, store, cancel) is not { } webhook)
            return Answers.Refuse(ChatError.NotFound);
        var named = new DeliveryId(WireId.Parse(delivery).Of(EntityKind.WebhookDelivery));
        if (await store.ReplayAsync(webhook.TenantId, webhook.Id, named, clock.NowMs(), cancel) is not { } replayed)
            return Answers.Refuse(ChatError.NotFound);
        audit.Record(AuditAction.DeliveryRetried, http.Caller().Account, named.Value);
        return MarketResults.Ok(AdminDeliveryView.Of(replayed), OperatorJson.Wire.EnvelopeAdminDeliveryView);
    }

    private static async Task<Webhook?> FindAsync(HttpContext http, string id, IWebhookStore store, CancellationToken cancel) =>
        await store.FindAsync(new WebhookId(WireId.Parse(id).Of(EntityKind.Webhook)), cancel) is { } found && http.Caller().Account.LooksAfter(found.TenantId) ? found : null;

    private static IResult Show(Webhook webhook, TimeProvider clock) =>
        MarketResults.Ok(AdminWebhookView.Of(webhook, clock.NowMs()), OperatorJson.Wire.EnvelopeAdminWebhookView);
}
