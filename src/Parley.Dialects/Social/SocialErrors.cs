using Microsoft.AspNetCore.Http;
using Parley.Dialects.Errors;
using Parley.Dialects.Social.Wire;
using Parley.Primitives;

namespace Parley.Dialects.Social;

/// <summary>Errors over REST: <c>{"detail", "code"}</c>.</summary>
public sealed class SocialErrors : IErrorWriter
{
    private static readonly PathString[] Paths =
        ["/api/v1/friends", "/api/v1/messages", "/api/v1/groups", "/api/v1/notifications", "/api/v1/users/online", "/api/v1/ws", "/ws"];

    /// <inheritdoc/>
    public bool Speaks(PathString path)
    {
        foreach (var own in Paths)
        {
            if (path.StartsWithSegments(own, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public int StatusOf(ChatError error) => ErrorStatuses.Of(error);

    /// <inheritdoc/>
    public Task WriteAsync(HttpContext context, WireError error) => context.Response.WriteAsJsonAsync(
        new ErrorDto(
            error.Text, error.Code, WireWords.Field(error.Field), error.Limit, error.RetryAfter is { } wait ? ErrorTexts.SecondsOf(wait) : null),
        SocialJson.Plain.ErrorDto,
        cancellationToken: context.RequestAborted);
}
