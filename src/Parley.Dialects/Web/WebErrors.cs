using Microsoft.AspNetCore.Http;
using Parley.Dialects.Errors;
using Parley.Dialects.Web.Wire;
using Parley.Primitives;

namespace Parley.Dialects.Web;

/// <summary>Errors over REST: document 004's envelope with <c>status: "0"</c>, and HTTP's own status beside it (8.1).</summary>
public sealed class WebErrors : IErrorWriter
{
    /// <inheritdoc/>
    public bool Speaks(PathString path) => path.StartsWithSegments("/api/web", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public int StatusOf(ChatError error) => ErrorStatuses.Of(error);

    /// <inheritdoc/>
    public Task WriteAsync(HttpContext context, WireError error) => context.Response.WriteAsJsonAsync(
        new WebErrorEnvelope(error.Text, error.Code)
        {
            Field = error.Field,
            Limit = error.Limit,
            RetryAfter = error.RetryAfter is { } wait ? ErrorTexts.SecondsOf(wait) : null,
        },
        WebJson.Wire.WebErrorEnvelope,
        cancellationToken: context.RequestAborted);
}
