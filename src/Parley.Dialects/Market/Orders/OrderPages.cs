using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Dialects.Market.Orders;

/// <summary>Shows orders together with their two sides.</summary>
internal sealed class OrderPages(AccountDirectory accounts)
{
    public async Task<IReadOnlyList<OrderView>> OfAsync(TenantId tenant, IReadOnlyList<Order> orders, CancellationToken cancel)
    {
        UserId[] sides = [.. orders.SelectMany(order => (UserId[])[order.CustomerId, order.ProviderId]).Distinct()];
        var people = await accounts.FindManyAsync(tenant, sides, cancel);
        return [.. orders.Select(order => OrderView.Of(order, people))];
    }

    public async Task<OrderView> OfAsync(Order order, IReadOnlyList<OrderTransition>? history, CancellationToken cancel)
    {
        var people = await accounts.FindManyAsync(order.TenantId, [order.CustomerId, order.ProviderId], cancel);
        return OrderView.Of(order, people, history);
    }

    /// <summary>The order, or why not; a conflict shows the order as it is, so that whoever lost a race knows at once.</summary>
    public async Task<IResult> AnswerAsync(HttpContext context, OrderAnswer answer)
    {
        if (answer is { IsOk: true, Order: { } order })
            return MarketResults.Ok(await OfAsync(order, null, context.RequestAborted), ShopJson.Wire.EnvelopeOrderView);
        var refusal = answer.Refusal!;
        if (refusal.Error != ChatError.Conflict || answer.Order is not { } now)
            return refusal.ToResult();
        var text = ErrorTexts.Of(refusal, ErrorWriters.LanguageOf(context));
        var view = await OfAsync(now, null, context.RequestAborted);
        return Results.Json(
            new OrderConflict(text, ErrorCodes.Of(refusal.Error), refusal.Field, view), ShopJson.Wire.OrderConflict, statusCode: StatusCodes.Status409Conflict);
    }
}
