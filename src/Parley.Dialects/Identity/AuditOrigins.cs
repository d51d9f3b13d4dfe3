using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Parley.Audit;

namespace Parley.Dialects.Identity;

/// <summary>Says of every request where it comes from, for the audit trail, and has its answer wait for the lines that it caused.</summary>
public static class AuditOrigins
{
    private static readonly TimeSpan MostWaited = TimeSpan.FromSeconds(10);

    /// <summary>Adds it; comes after the request's id and its real address are known.</summary>
    public static IApplicationBuilder UseAuditOrigins(this IApplicationBuilder app)
    {
        var clock = app.ApplicationServices.GetRequiredService<TimeProvider>();
        return app.Use((context, next) =>
        {
            var origin = new AuditOrigin(context.Connection.RemoteIpAddress?.ToString(), context.TraceIdentifier);
            AuditOrigin.Current = origin;
            context.Response.OnStarting(() => origin.KeptAsync(MostWaited, clock));
            return next(context);
        });
    }
}
