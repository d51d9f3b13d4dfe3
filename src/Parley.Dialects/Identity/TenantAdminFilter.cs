using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Dialects.Identity;

/// <summary>Lets a route be called by a tenant's admin, by token, or by its own backend, by key in <c>X-Api-Key</c>: the key counts where both are there.</summary>
public sealed class TenantAdminFilter(ApiKeyFilter keys) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Headers.ContainsKey(ApiKeyFilter.Header))
            return await keys.InvokeAsync(context, next);
        return http.TryCaller()?.Account.Role switch
        {
            null => ((Refusal)ChatError.Unauthenticated).ToResult(),
            Role.Admin or Role.Operator => await next(context),
            _ => ((Refusal)ChatError.Forbidden).ToResult(),
        };
    }
}

/// <summary>Finds the tenant that a request acts for.</summary>
public static class TenantAdmins
{
    /// <summary>The tenant of a route that has the filter.</summary>
    public static TenantId TenantActedFor(this HttpContext context) => context.Features.Get<Tenant>()?.Id ?? context.Caller().TenantId;
}
