using Microsoft.AspNetCore.Http;
using Parley.Dialects.Errors;
using Parley.Limits;

namespace Parley.Dialects.Market.Accounts;

/// <summary>Bounds sign-ins and registrations from one address, before anything is read or hashed.</summary>
internal sealed class SignInLimit(RateLimits limits, RateLimiter limiter) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var address = context.HttpContext.Connection.RemoteIpAddress;
        if (!limits.IsExempt(address) && limiter.Take(limits.SignInAddress, RateLimits.KeyOf(address)) is { } tooMany)
            return tooMany.ToResult();
        return await next(context);
    }
}
