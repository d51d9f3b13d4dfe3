using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Parley.Dialects.Errors;
using Parley.Limits;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Dialects.Identity;

/// <summary>
/// Bounds REST requests: of a user by its token, of a tenant's backend by its key, else of an address. WebSockets and health checks are no REST.
/// </summary>
public static class RestLimits
{
    /// <summary>Adds the bound; comes after routing and authentication.</summary>
    public static IApplicationBuilder UseRestLimits(this IApplicationBuilder app)
    {
        var limits = app.ApplicationServices.GetRequiredService<RateLimits>();
        var limiter = app.ApplicationServices.GetRequiredService<RateLimiter>();
        var tenants = app.ApplicationServices.GetRequiredService<TenantDirectory>();
        var errors = app.ApplicationServices.GetRequiredService<ErrorWriters>();
        return app.Use(async (context, next) =>
        {
            if (await JudgeAsync(context, limits, limiter, tenants) is { } refusal)
                await errors.RefuseAsync(context, refusal);
            else
                await next(context);
        });
    }

    private static async ValueTask<Refusal?> JudgeAsync(HttpContext context, RateLimits limits, RateLimiter limiter, TenantDirectory tenants)
    {
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) // as routing compares
            return null;
        if (context.GetEndpoint()?.Metadata.GetMetadata<NoRestLimit>() is not null)
            return null;
        if (context.TryCaller() is { } caller)
            return limiter.Take(limits.RestUser, caller.Id.Value);

        // By the tenant and not by what the header says: made-up keys must not each have a limit of their own.
        var key = context.Request.Headers[ApiKeyFilter.Header].ToString();
        if (key.Length > 0 && await tenants.FindByApiKeyAsync(key, context.RequestAborted) is { } tenant)
            return limiter.Take(limits.RestApiKey, tenant.Id.Value);
        var address = context.Connection.RemoteIpAddress;
        return limits.IsExempt(address) ? null : limiter.Take(limits.RestAddress, RateLimits.KeyOf(address));
    }
}

/// <summary>Marks an endpoint that is no REST: a WebSocket.</summary>
internal sealed class NoRestLimit;
