using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Parley.Dialects.Errors;
using Parley.Limits;

namespace Parley.Dialects.Identity;

/// <summary>Bounds REST requests: of a user by its token, else of an address. WebSockets and health checks are no REST.</summary>
public static class RestLimits
{
    /// <summary>Adds the bound; comes after authentication.</summary>
    public static IApplicationBuilder UseRestLimits(this IApplicationBuilder app)
    {
        var limits = app.ApplicationServices.GetRequiredService<RateLimits>();
        var limiter = app.ApplicationServices.GetRequiredService<RateLimiter>();
        var errors = app.ApplicationServices.GetRequiredService<ErrorWriters>();
        return app.Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || context.Request.Headers.Upgrade.Count > 0)
                return next(context);
            var address = context.Connection.RemoteIpAddress;
            var refusal = context.TryCaller() is { } caller
                ? limiter.Take(limits.RestUser, caller.Id.Value)
                : limits.IsExempt(address) ? null : limiter.Take(limits.RestAddress, address?.ToString() ?? string.Empty);
            return refusal is null ? next(context) : errors.RefuseAsync(context, refusal);
        });
    }
}
