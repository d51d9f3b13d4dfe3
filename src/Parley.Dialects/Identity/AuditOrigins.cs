using Microsoft.AspNetCore.Builder;
using Parley.Audit;

namespace Parley.Dialects.Identity;

/// <summary>Says of every request where it comes from, for the audit trail.</summary>
public static class AuditOrigins
{
    /// <summary>Adds it; comes after the request's id and its real address are known.</summary>
    public static IApplicationBuilder UseAuditOrigins(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        AuditOrigin.Current = new AuditOrigin(context.Connection.RemoteIpAddress?.ToString(), context.TraceIdentifier);
        return next(context);
    });
}
