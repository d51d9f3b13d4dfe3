using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.OpenApi;
using Parley.Limits;
using Parley.Marketplace.Payments;
using Parley.Marketplace.Payments.Sandbox;
using Parley.Primitives;

namespace Parley.Dialects.Market.Payments;

/// <summary>
/// <c>POST /api/v1/payments/callback/{gateway}</c>: what gateways tell. No token: each proves itself by its signature. Anything but 2xx makes a gateway
/// tell it again later.
/// </summary>
internal static class CallbackRoutes
{
    private const int LongestBody = 64 * 1024;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/v1/payments/callback/{gateway}", TakeAsync).WithMetadata(new NoRestLimit()) // a limit of its own, since a gateway has few addresses
            .Describe("What a gateway tells; its signature says that it is the gateway.", answers: MarketJson.Wire.EnvelopeCallbackView, form: RouteForm.Foreign);

    private static async Task<IResult> TakeAsync(
        HttpContext context, string gateway, PaymentCallbacks callbacks, PaymentOptions options, RateLimits limits, RateLimiter limiter)
    {
        var address = context.Connection.RemoteIpAddress;
        if (!limits.IsExempt(address) && limiter.Take(limits.PaymentCallbacks, RateLimits.KeyOf(address)) is { } tooMany)
            return tooMany.ToResult();
        if (await ReadAsync(context) is not { } body)
            return EdgeFault.BodyTooLarge.ToResult();
        var answer = await callbacks.TakeAsync(
            gateway, new PaymentCallback(name => context.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null, body), context.RequestAborted);
        if (gateway == SandboxGateway.TheName && SandboxRoutes.IsBrowser(context))
            return SandboxRoutes.Show(context, answer, options);
        if (!answer.IsOk)
            return answer.Refusal!.ToResult();
        var told = answer.Payment is { } payment
            ? new CallbackView(PublicId.ToText(EntityKind.Payment, payment.Id.Value), PaymentWords.Of(payment.State))
            : new CallbackView(null, null);
        return MarketResults.Ok(told, MarketJson.Wire.EnvelopeCallbackView);
    }

    private static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > LongestBody)
            return null;
        using var bytes = new MemoryStream();
        var chunk = new byte[4096];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            if (bytes.Length + read > LongestBody)
                return null;
            bytes.Write(chunk, 0, read);
        }

        return bytes.ToArray();
    }
}
