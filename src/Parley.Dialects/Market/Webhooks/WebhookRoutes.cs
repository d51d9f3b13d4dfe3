using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Primitives;
using Parley.Webhooks;

namespace Parley.Dialects.Market.Webhooks;

/// <summary><c>/api/v1/webhooks</c>: where a tenant's backend is told of events; for its admins and for itself.</summary>
public static class WebhookRoutes
{
    /// <summary>Adds what the routes need beside the core.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services.AddSingleton<ApiKeyFilter>();

    /// <summary>Maps the routes.</summary>
    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        var all = app.MapGroup("/api/v1/webhooks").AddEndpointFilter<TenantAdminFilter>().WithMetadata(new RouteCredentials("bearer", "tenantKey"));
        all.MapGet("", ListAsync).Describe("The tenant's webhooks.", answers: WebhookWire.Wire.EnvelopeIReadOnlyListWebhookView);
        all.MapPost("", CreateAsync).Describe("Adds a webhook; its secret is answered once.", WebhookWire.Default.WebhookBody, WebhookWire.Wire.EnvelopeWebhookView);
        all.MapGet("/{id}", ReadAsync).Describe("A webhook.", answers: WebhookWire.Wire.EnvelopeWebhookView);
        all.MapPatch("/{id}", ChangeAsync).Describe("Changes a webhook.", WebhookWire.Default.WebhookBody, WebhookWire.Wire.EnvelopeWebhookView);
        all.MapDelete("/{id}", DeleteAsync).Describe("Deletes a webhook.", answers: MarketJson.Wire.EnvelopeNothing);
        all.MapPost("/{id}/secret", RotateAsync).Describe("A new secret for a webhook, answered once.", answers: WebhookWire.Wire.EnvelopeWebhookView);
        all.MapGet("/{id}/deliveries", ListDeliveriesAsync)
            .Describe("What was sent to a webhook, newest first.", answers: WebhookWire.Wire.DeliveryPage, query: "before limit");
        all.MapPost("/{id}/deliveries/{delivery}/replay", ReplayAsync).Describe("Sends a delivery again.", answers: WebhookWire.Wire.EnvelopeDeliveryView);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IWebhookStore store, TimeProvider clock)
    {
        var all = await store.ListAsync(context.TenantActedFor(), context.RequestAborted);
        return MarketResults.Ok<IReadOnlyList<WebhookView>>(
            [.. all.Select(webhook => WebhookView.Of(webhook, clock.NowMs()))], WebhookWire.Wire.EnvelopeIReadOnlyListWebhookView);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, Parley.Webhooks.Webhooks webhooks, TimeProvider clock)
    {
        var patch = await ReadPatchAsync(context);
        if (!patch.IsOk)
            return patch.Refusal!;
        if (patch.Value.Url is null)
            return Answers.Missing("url");
        if (patch.Value.Events is null)
            return Answers.Missing("events");
        var made = await webhooks.CreateAsync(context.TenantActedFor(), patch.Value, context.RequestAborted);
        return made.IsOk ? Show(made.Value.Webhook, clock, made.Value.Secret) : made.Refusal.ToResult();
    }

    private static async Task<IResult> ReadAsync(HttpContext context, string id, Parley.Webhooks.Webhooks webhooks, TimeProvider clock)
    {
        var found = await webhooks.FindAsync(context.TenantActedFor(), IdOf(id), context.RequestAborted);
        return found.IsOk ? Show(found.Value, clock) : found.Refusal.ToResult();
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, string id, Parley.Webhooks.Webhooks webhooks, TimeProvider clock)
    {
        var patch = await ReadPatchAsync(context);
        if (!patch.IsOk)
            return patch.Refusal!;
        var changed = await webhooks.ChangeAsync(context.TenantActedFor(), IdOf(id), patch.Value, context.RequestAborted);
        return changed.IsOk ? Show(changed.Value, clock) : changed.Refusal.ToResult();
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, string id, IWebhookStore store) =>
        await store.DeleteAsync(context.TenantActedFor(), IdOf(id), context.RequestAborted) ? MarketResults.Nothing : Answers.Refuse(ChatError.NotFound);

    private static async Task<IResult> RotateAsync(HttpContext context, string id, Parley.Webhooks.Webhooks webhooks, TimeProvider clock)
    {
        var rotated = await webhooks.RotateAsync(context.TenantActedFor(), IdOf(id), context.RequestAborted);
        return rotated.IsOk ? Show(rotated.Value.Webhook, clock, rotated.Value.Secret) : rotated.Refusal.ToResult();
    }

    private static async Task<IResult> ListDeliveriesAsync(HttpContext context, string id, IWebhookStore store, Parley.Webhooks.Webhooks webhooks)
    {
        var found = await webhooks.FindAsync(context.TenantActedFor(), IdOf(id), context.RequestAborted);
        if (!found.IsOk)
            return found.Refusal.ToResult();
        if (Answers.Limit(context, out var refusal) is not { } limit)
            return refusal!;
        DeliveryId? before = null;
        if (context.Request.Query["before"].ToString() is { Length: > 0 } text)
        {
            if (!PublicId.TryParse(text, EntityKind.WebhookDelivery, out var number))
                return FieldRules.Invalid("before").ToResult();
            before = new DeliveryId(number);
        }

        var page = await store.ListDeliveriesAsync(found.Value.Id, null, before, limit + 1, context.RequestAborted);
        var shown = page.Take(limit).Select(DeliveryView.Of).ToList();
        return Answers.Json(new DeliveryPage(shown, page.Count > limit ? shown[^1].Id : null), WebhookWire.Wire.DeliveryPage);
    }

    private static async Task<IResult> ReplayAsync(HttpContext context, string id, string delivery, IWebhookStore store, TimeProvider clock)
    {
        _ = PublicId.TryParse(delivery, EntityKind.WebhookDelivery, out var number);
        var replayed = await store.ReplayAsync(context.TenantActedFor(), IdOf(id), new DeliveryId(number), clock.NowMs(), context.RequestAborted);
        return replayed is null
            ? Answers.Refuse(ChatError.NotFound)
            : MarketResults.Ok(DeliveryView.Of(replayed), WebhookWire.Wire.EnvelopeDeliveryView);
    }

    private static async Task<(bool IsOk, WebhookPatch Value, IResult? Refusal)> ReadPatchAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context, WebhookWire.Default.WebhookBody);
        if (!body.IsOk)
            return (false, null!, body.Error);
        var events = body.Value.Events is null ? null : WebhookEventNames.Parse(body.Value.Events);
        return events is null && body.Value.Events is not null
            ? (false, null!, FieldRules.Invalid("events").ToResult())
            : (true, new WebhookPatch(body.Value.Name, body.Value.Url, events, body.Value.IsActive), null);
    }

    private static IResult Show(Webhook webhook, TimeProvider clock, string? secret = null) =>
        MarketResults.Ok(WebhookView.Of(webhook, clock.NowMs(), secret), WebhookWire.Wire.EnvelopeWebhookView);

    // None for what is no id: no webhook has that.
    private static WebhookId IdOf(string text) => PublicId.TryParse(text, EntityKind.Webhook, out var number) ? new WebhookId(number) : default;
}
