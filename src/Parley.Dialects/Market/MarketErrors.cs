using Microsoft.AspNetCore.Http;
using Parley.Dialects.Errors;
using Parley.Primitives;

namespace Parley.Dialects.Market;

/// <summary>Errors in Market's envelope, which accounts, tenants and administration share.</summary>
public sealed class MarketErrors : IErrorWriter
{
    /// <inheritdoc/>
    public bool Speaks(PathString path) => path.StartsWithSegments("/api/v1", StringComparison.Ordinal) || path.StartsWithSegments("/api/admin", StringComparison.Ordinal);

    /// <inheritdoc/>
    public int StatusOf(ChatError error) => ErrorStatuses.Of(error);

    /// <inheritdoc/>
    public Task WriteAsync(HttpContext context, WireError error) => context.Response.WriteAsJsonAsync(
        new ErrorEnvelope(error.Text, error.Code, error.Field, error.Limit, error.RetryAfter is { } wait ? ErrorTexts.SecondsOf(wait) : null)
        {
            Detail = IsShared(context.Request.Path) ? error.Text : null,
        },
        MarketJson.Wire.ErrorEnvelope,
        cancellationToken: context.RequestAborted);

    // Clients of the Social surface upload there, too.
    private static bool IsShared(PathString path) => path.StartsWithSegments("/api/v1/files", StringComparison.OrdinalIgnoreCase);
}
