using Microsoft.AspNetCore.Http;
using Parley.Dialects.Errors;
using Parley.Dialects.Im.Wire;
using Parley.Primitives;

namespace Parley.Dialects.Im;

/// <summary>Errors over REST: <c>{"code", "message"}</c>.</summary>
public sealed class ImErrors : IErrorWriter
{
    /// <inheritdoc/>
    public bool Speaks(PathString path) => path.StartsWithSegments("/api/im", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public int StatusOf(ChatError error) => ErrorStatuses.Of(error);

    /// <inheritdoc/>
    public Task WriteAsync(HttpContext context, WireError error) =>
        context.Response.WriteAsJsonAsync(Of(error, null), ImJson.Wire.ImError, cancellationToken: context.RequestAborted);

    /// <summary>An error in this surface's form.</summary>
    internal static ImError Of(WireError error, string? tempId) => new(error.Code, error.Text)
    {
        Field = ImWords.Field(error.Field),
        Limit = error.Limit,
        RetryAfter = error.RetryAfter is { } wait ? ErrorTexts.SecondsOf(wait) : null,
        TempId = tempId,
    };
}
