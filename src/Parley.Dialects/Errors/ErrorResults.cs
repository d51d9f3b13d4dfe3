using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Parley.Primitives;

namespace Parley.Dialects.Errors;

/// <summary>Errors as results of a route.</summary>
public static class ErrorResults
{
    /// <summary>A result that tells a refusal in the form of the surface that was asked.</summary>
    public static IResult ToResult(this Refusal refusal) => new RefusalResult(refusal);

    /// <summary>A result that tells a fault at the edge.</summary>
    /// <param name="field">The field at fault, where one is.</param>
    public static IResult ToResult(this EdgeFault fault, string? field = null) => new FaultResult(fault, field);

    private sealed class RefusalResult(Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) =>
            httpContext.RequestServices.GetRequiredService<ErrorWriters>().RefuseAsync(httpContext, refusal);
    }

    private sealed class FaultResult(EdgeFault fault, string? field) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) =>
            httpContext.RequestServices.GetRequiredService<ErrorWriters>().FaultAsync(httpContext, fault, field);
    }
}
