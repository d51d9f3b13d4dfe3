using Microsoft.AspNetCore.Http;
using Parley.Dialects.Errors;
using Parley.Dialects.Rooms.Wire;
using Parley.Primitives;

namespace Parley.Dialects.Rooms;

/// <summary>Errors over REST: <c>{"error", "code"}</c>.</summary>
public sealed class RoomsErrors : IErrorWriter
{
    /// <inheritdoc/>
    public bool Speaks(PathString path) => path.StartsWithSegments("/api/chat", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public int StatusOf(ChatError error) => ErrorStatuses.Of(error);

    /// <inheritdoc/>
    public Task WriteAsync(HttpContext context, WireError error) => context.Response.WriteAsJsonAsync(
        new RoomsErrorEnvelope(error.Text, error.Code)
        {
            Field = RoomsWords.Field(error.Field),
            Limit = error.Limit,
            RetryAfter = error.RetryAfter is { } wait ? ErrorTexts.SecondsOf(wait) : null,
        },
        RoomsJson.Wire.RoomsErrorEnvelope,
        cancellationToken: context.RequestAborted);
}
