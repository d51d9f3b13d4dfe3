using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Parley.Configuration;
using Parley.Dialects.Errors;
using Parley.Limits;

namespace Parley.Dialects.Identity;

/// <summary>
/// Takes calls to <c>/api/admin</c> from the addresses and networks of <c>Admin:AllowedAddresses</c> only; from all while the list is empty, which is
/// the default. Behind a proxy the client's own address counts where the proxy is one of <c>Server:TrustedProxies</c>, else the proxy's.
/// </summary>
public static class AdminAddresses
{
    /// <summary>Adds it; comes after the request's real address is known, and before anybody is signed in.</summary>
    public static IApplicationBuilder UseAdminAddresses(this IApplicationBuilder app, Settings settings)
    {
        var allowed = AddressList.Read(settings, "Admin:AllowedAddresses");
        if (allowed.Count == 0)
            return app;
        var errors = app.ApplicationServices.GetRequiredService<ErrorWriters>();
        return app.Use((context, next) =>
            context.Request.Path.StartsWithSegments("/api/admin", StringComparison.OrdinalIgnoreCase) && !IsAllowed(allowed, context.Connection.RemoteIpAddress)
                ? errors.FaultAsync(context, EdgeFault.AddressNotAllowed)
                : next(context));
    }

    private static bool IsAllowed(AddressList allowed, IPAddress? address) => address is not null && allowed.Contains(address);
}
