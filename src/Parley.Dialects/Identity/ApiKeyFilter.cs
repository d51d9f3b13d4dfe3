using Microsoft.AspNetCore.Http;
using Parley.Dialects.Errors;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Dialects.Identity;

/// <summary>Lets a route be called by a tenant's own backend only, by its key in <c>X-Api-Key</c>.</summary>
public sealed class ApiKeyFilter(TenantDirectory tenants) : IEndpointFilter
{
    /// <summary>Where the key stands.</summary>
    public const string Header = "X-Api-Key";

    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var tenant = await tenants.FindByApiKeyAsync(http.Request.Headers[Header], http.RequestAborted);
        if (tenant is null)
            return ((Refusal)ChatError.Unauthenticated).ToResult();
        if (!tenant.IsActive)
            return ((Refusal)ChatError.TenantSuspended).ToResult();
        http.Features.Set(tenant);
        return await next(context);
    }
}

/// <summary>Finds the tenant whose key a request carries.</summary>
public static class ApiKeys
{
    /// <summary>The tenant of a route that has the filter.</summary>
    /// <exception cref="InvalidOperationException">The route doesn't have it.</exception>
    public static Tenant TenantOfKey(this HttpContext context) =>
        context.Features.Get<Tenant>() ?? throw new InvalidOperationException("This route does not require an API key.");
}
