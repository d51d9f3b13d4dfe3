using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Audit;
using Parley.Primitives;

namespace Parley.Dialects.Identity;

/// <summary>
/// Has nothing be done under <c>/api/admin</c> that the audit trail could forget: that it is begun is kept before it is done, and what is kept of it before
/// it is answered. Lists are left out, and what else only reads; a reading that the trail tells of is marked (<see cref="Audited"/>).
/// </summary>
public static class AuditedRequests
{
    private static readonly PathString Admin = new("/api/admin");

    /// <summary>Adds it; comes after authorization, so what is refused there is not written down.</summary>
    public static IApplicationBuilder UseAuditedRequests(this IApplicationBuilder app)
    {
        var trail = app.ApplicationServices.GetRequiredService<AuditTrail>();
        return app.Use((context, next) =>
            AuditOrigin.Current is { } origin && context.TryCaller() is { } caller && context.GetEndpoint() is RouteEndpoint route && IsAudited(context, route)
                ? RunAsync(context, next, trail, origin, caller, route)
                : next(context));
    }

    /// <summary>Marks a route outside <c>/api/admin</c>, or one that reads, as one that is not done without a line.</summary>
    internal static RouteHandlerBuilder Audited(this RouteHandlerBuilder route) => route.WithMetadata(new AuditedRoute());

    private static async Task RunAsync(HttpContext context, RequestDelegate next, AuditTrail trail, AuditOrigin origin, Caller caller, RouteEndpoint route)
    {
        var (what, target) = Describe(context, route);
        await trail.BeginAsync(origin, caller.Account, what, target, context.RequestAborted);
        context.Response.OnStarting(() =>
        {
            trail.End(origin, failed: false); // before the origin's own wait for its lines: the last that was added comes first
            return Task.CompletedTask;
        });
        try
        {
            await next(context);
        }
        catch
        {
            trail.End(origin, failed: true);
            throw;
        }

        trail.End(origin, failed: false);
    }

    private static bool IsAudited(HttpContext context, RouteEndpoint route) =>
        route.Metadata.GetMetadata<AuditedRoute>() is not null
        || (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)
            && context.Request.Path.StartsWithSegments(Admin, StringComparison.OrdinalIgnoreCase)); // as routing compares

    // Ids only: a word of the list stands in a path too, and the trail holds nothing that somebody wrote.
    private static (string What, long? Target) Describe(HttpContext context, RouteEndpoint route)
    {
        var (what, target) = (route.RoutePattern.RawText ?? "", (long?)null);
        foreach (var parameter in route.RoutePattern.Parameters)
        {
            if (parameter.Name is "word" or "name" || context.Request.RouteValues[parameter.Name] is not string value)
                continue;
            if (value.All(char.IsAsciiDigit) && PublicId.TryParse(value, default, out var number))
                target = number;
            else if (!Guid.TryParseExact(value, "D", out _))
                continue;
            what = what.Replace($"{{{parameter.Name}}}", value, StringComparison.Ordinal);
        }

        return ($"{context.Request.Method.ToUpperInvariant()} {what}", target);
    }

    private sealed class AuditedRoute;
}
