using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Limits;
using Parley.Marketplace.Orders;
using Parley.Primitives;
using Core = Parley.Marketplace.Orders.Orders;

namespace Parley.Dialects.Market.Orders;

/// <summary><c>/api/v1/orders</c> (document 001, flow 3).</summary>
internal static class OrderRoutes
{
    private static readonly (string Path, OrderAction Action)[] Moves =
    [
        ("confirm", OrderAction.Confirm),
        ("start", OrderAction.Start),
        ("complete", OrderAction.Complete),
        ("cancel", OrderAction.Cancel),
        ("reschedule", OrderAction.Reschedule),
        ("quote", OrderAction.Quote),
        ("quote/accept", OrderAction.AcceptQuote),
        ("request-review", OrderAction.RequestReview),
        ("dispute", OrderAction.Dispute),
        ("dispute/resolve", OrderAction.Resolve),
    ];

    public static void Map(IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("/api/v1/orders").RequireAuthorization();
        orders.MapGet("", ListAsync).Describe("One's orders, newest first.", answers: ShopJson.Wire.PagedEnvelopeOrderView, query: "status role page limit");
        orders.MapPost("", CreateAsync).Describe("A customer orders a service.", ShopJson.Default.OrderBody, ShopJson.Wire.EnvelopeOrderView);
        orders.MapGet("/{id}", ReadAsync).Describe("An order with its history.", answers: ShopJson.Wire.EnvelopeOrderView);
        foreach (var (path, action) in Moves)
        {
            var route = orders.MapPost(
                    $"/{{id}}/{path}",
                    (HttpContext context, string id, Core core, OrderPages pages, RateLimiter limiter, RateLimits limits) =>
                        limiter.Take(limits.OrderMoves, context.Caller().Id.Value) is { } tooMany ? Task.FromResult(tooMany.ToResult()) : MoveAsync(context, id, action, core, pages))
                .Describe($"Moves an order: {path}.", ShopJson.Default.OrderMoveBody, ShopJson.Wire.EnvelopeOrderView);
            if (action == OrderAction.Resolve)
                route.Audited();
        }
    }

    /// <summary>A path's id; none for what can name no order.</summary>
    public static OrderId IdOf(string text) => new(WireId.Parse(text).Of(EntityKind.Order));

    private static async Task<IResult> CreateAsync(HttpContext context, Core core, OrderPages pages, RateLimiter limiter, RateLimits limits)
    {
        var body = await JsonBody.ReadAsync(context, ShopJson.Default.OrderBody);
        if (!body.IsOk)
            return body.Error;
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var draft = body.Value.ToDraft(key.Length > 0 ? key : null);
        if (!draft.IsOk)
            return draft.Refusal.ToResult();
        var caller = context.Caller();
        if (limiter.Take(limits.Orders, caller.Id.Value) is { } tooMany)
            return tooMany.ToResult();
        var order = await core.CreateAsync(caller.Account, draft.Value, context.RequestAborted);
        return order.IsOk
            ? MarketResults.Ok(await pages.OfAsync(order.Value, null, context.RequestAborted), ShopJson.Wire.EnvelopeOrderView)
            : order.Refusal.ToResult();
    }

    private static async Task<IResult> ListAsync(HttpContext context, Core core, OrderPages pages)
    {
        var asked = Paginations.Read(context);
        if (!asked.IsOk)
            return asked.Refusal.ToResult();
        var (word, role) = (context.Request.Query["status"].ToString(), context.Request.Query["role"].ToString());
        var status = OrderWords.StatusOf(word);
        if (word.Length > 0 && status is null)
            return new Refusal(ChatError.InvalidField, "status").ToResult();
        OrderParty? side = role switch
        {
            "customer" => OrderParty.Customer,
            "provider" => OrderParty.Provider,
            _ => null,
        };
        if (role.Length > 0 && side is null)
            return new Refusal(ChatError.InvalidField, "role").ToResult();
        var caller = context.Caller();
        var page = await core.ListAsync(caller.Account, side, status, asked.Value.Page, asked.Value.Limit, context.RequestAborted);
        if (!page.IsOk)
            return page.Refusal.ToResult();
        var views = await pages.OfAsync(caller.TenantId, page.Value.Items, context.RequestAborted);
        return Results.Json(new PagedEnvelope<OrderView>(views, asked.Value with { Total = page.Value.Total }), ShopJson.Wire.PagedEnvelopeOrderView);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, string id, Core core, OrderPages pages)
    {
        var (caller, cancel) = (context.Caller().Account, context.RequestAborted);
        var order = await core.FindAsync(caller, IdOf(id), cancel);
        if (!order.IsOk)
            return order.Refusal.ToResult();
        var history = await core.ReadHistoryAsync(caller, order.Value.Id, cancel);
        return history.IsOk
            ? MarketResults.Ok(await pages.OfAsync(order.Value, history.Value, cancel), ShopJson.Wire.EnvelopeOrderView)
            : history.Refusal.ToResult();
    }

    private static async Task<IResult> MoveAsync(HttpContext context, string id, OrderAction action, Core core, OrderPages pages)
    {
        var request = await ReadMoveAsync(context, action);
        return request.Refusal
            ?? await pages.AnswerAsync(context, await core.MoveAsync(context.Caller().Account, IdOf(id), request.Value!, context.RequestAborted));
    }

    // Most moves need no word more than their path says: a request without a body is one with an empty object.
    private static async Task<(OrderRequest? Value, IResult? Refusal)> ReadMoveAsync(HttpContext context, OrderAction action)
    {
        OrderMoveBody? sent = null;
        if (context.Request.ContentLength is not (null or 0) || context.Request.Headers.TransferEncoding.Count > 0)
        {
            var body = await JsonBody.ReadAsync(context, ShopJson.Default.OrderMoveBody);
            if (!body.IsOk)
                return (null, body.Error);
            sent = body.Value;
        }

        var request = (sent ?? new OrderMoveBody(default, default, default, default, default, default)).ToRequest(action);
        return request.IsOk ? (request.Value, null) : (null, request.Refusal.ToResult());
    }
}
