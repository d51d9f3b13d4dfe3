using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.Market.Orders;
using Parley.Dialects.OpenApi;
using Parley.Marketplace;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Payments;
using Parley.Primitives;

namespace Parley.Dialects.Market.Payments;

/// <summary><c>/api/v1/orders/{id}/pay</c> and <c>/api/v1/payments</c>, the gateways' callbacks, and the sandbox's page.</summary>
public static class PaymentRoutes
{
    /// <summary>Adds what the routes need beside the core.</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services) => services.AddSingleton<PaymentNews>();

    /// <summary>Maps the routes, and begins to tell of payments.</summary>
    public static void MapPayments(this IEndpointRouteBuilder app)
    {
        app.ServiceProvider.GetRequiredService<PaymentNews>().Start();
        app.MapPost("/api/v1/orders/{id}/pay", PayAsync).RequireAuthorization()
            .Describe("Asks for a link to pay an order.", MarketJson.Default.PayBody, MarketJson.Wire.EnvelopePayView);
        app.MapGet("/api/v1/payments/{id}", ReadAsync).RequireAuthorization().Describe("A payment.", answers: MarketJson.Wire.EnvelopePaymentView);
        CallbackRoutes.Map(app);
        SandboxRoutes.Map(app);
    }

    private static async Task<IResult> PayAsync(HttpContext context, string id, Marketplace.Payments.Payments payments, OrderPages pages, PaymentOptions options)
    {
        PayBody? body = null;
        if (context.Request.ContentLength is not (0 or null) || context.Request.Headers.TransferEncoding.Count > 0)
        {
            var read = await JsonBody.ReadAsync(context, MarketJson.Default.PayBody);
            if (!read.IsOk)
                return read.Error;
            body = read.Value;
        }

        if (!PublicId.TryParse(id, EntityKind.Order, out var order))
            return ((Refusal)ChatError.NotFound).ToResult();
        var answer = await payments.PayAsync(context.Caller().Account, new OrderId(order), body?.Gateway, body?.Amount, context.RequestAborted);
        if (!answer.IsOk)
            return await pages.AnswerAsync(context, new OrderAnswer(answer.Order, null, answer.Refusal));
        var payment = answer.Payment!;
        return MarketResults.Ok(
            new PayView(
                PublicId.ToText(EntityKind.Payment, payment.Id.Value),
                PaymentLinks.Whole(context, payment.PayUrl, options)!,
                WireTime.Of(payment.ExpiresAt),
                payment.Gateway,
                payment.Amount.Value,
                payment.Currency,
                PaymentWords.Of(payment.State)),
            MarketJson.Wire.EnvelopePayView);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, string id, Marketplace.Payments.Payments payments, PaymentOptions options)
    {
        if (!PublicId.TryParse(id, EntityKind.Payment, out var payment))
            return ((Refusal)ChatError.NotFound).ToResult();
        var caller = context.Caller().Account;
        var answer = await payments.FindAsync(caller, new PaymentId(payment), context.RequestAborted);
        if (!answer.IsOk)
            return answer.Refusal!.ToResult();
        var link = answer.Order!.CustomerId == caller.Id && answer.Payment!.IsLive ? PaymentLinks.Whole(context, answer.Payment.PayUrl, options) : null;
        return MarketResults.Ok(PaymentView.Of(answer.Payment!, answer.Order, link), MarketJson.Wire.EnvelopePaymentView);
    }
}
