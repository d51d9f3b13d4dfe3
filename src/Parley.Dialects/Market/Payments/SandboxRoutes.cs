using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Dialects.Errors;
using Parley.Dialects.OpenApi;
using Parley.Marketplace;
using Parley.Marketplace.Payments;
using Parley.Marketplace.Payments.Sandbox;
using Parley.Primitives;

namespace Parley.Dialects.Market.Payments;

/// <summary>
/// <c>GET /pay/sandbox/{payment}?expires=&amp;signature=</c>: the sandbox's page. Its buttons are forms that post to the callback like any gateway; the
/// signature in a form is its token against forged requests, for it can be had from the page alone.
/// </summary>
internal static class SandboxRoutes
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet(SandboxGateway.PagePath + "{id}", OpenAsync)
        .Describe("The sandbox gateway's page.", query: "expires signature do", form: RouteForm.Text);

    /// <summary>Whether a person's browser asks, which wants to see a page.</summary>
    public static bool IsBrowser(HttpContext context) => context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>What came of a click, as a page.</summary>
    public static IResult Show(HttpContext context, PaymentAnswer answer, PaymentOptions options) =>
        Page(context, answer, Languages.Choose(context.Request.Headers.AcceptLanguage), options, null);

    private static async Task<IResult> OpenAsync(HttpContext context, string id, PaymentOptions options, [FromServices] SandboxPages? pages)
    {
        var query = context.Request.Query;
        if (pages is null || !PublicId.TryParse(id, EntityKind.Payment, out var payment)
            || !long.TryParse(query["expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var expires))
            return Show(context, PaymentAnswer.Refused(ChatError.LinkInvalid), options);
        var answer = await pages.OpenAsync(new PaymentId(payment), expires, query["signature"].ToString(), context.RequestAborted);
        return Page(context, answer, Languages.Choose(context.Request.Headers.AcceptLanguage), options, pages);
    }

    private static IResult Page(HttpContext context, PaymentAnswer answer, Language language, PaymentOptions options, SandboxPages? pages)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'sha256-{SandboxPage.StyleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer"; // the link is the right to pay
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        var page = answer.IsOk && answer is { Payment: { } payment, Order: { } order }
            ? SandboxPage.Of(payment, order, language, ActionOf(options), pages)
            : SandboxPage.OfRefusal(answer.Refusal ?? ChatError.LinkInvalid, language);
        return Results.Text(page, "text/html; charset=utf-8", statusCode: answer.IsOk ? 200 : answer.Refusal!.Error == ChatError.LinkInvalid ? 403 : 409);
    }

    // A proxy may serve us below a path; by the way that the page is shown at "/pay", the callback is beside it.
    private static string ActionOf(PaymentOptions options)
    {
        const string Callback = "/api/v1/payments/callback/" + SandboxGateway.TheName;
        return options.PublicUrl.Length == 0 ? Callback : new Uri(options.PublicUrl).AbsolutePath.TrimEnd('/') + Callback;
    }
}
