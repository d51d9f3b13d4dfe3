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
    public int StatusOf(ChatError error) => error switch
    {
        ChatError.InvalidField or ChatError.TextEmpty or ChatError.TextTooLong or ChatError.TextInvalid or ChatError.SelfTarget => 400,
        ChatError.Unauthenticated or ChatError.WrongCredentials => 401,
        ChatError.NotParticipant or ChatError.Forbidden or ChatError.NotFriends or ChatError.FirstContactLimit or ChatError.Blocked => 403,
        ChatError.Banned or ChatError.Disabled or ChatError.LinkInvalid => 403,
        ChatError.UserNotFound or ChatError.ConversationNotFound or ChatError.MessageNotFound or ChatError.NotFound or ChatError.FileNotFound => 404,
        ChatError.AlreadyTaken or ChatError.AlreadyExists or ChatError.IdempotencyConflict or ChatError.RecallExpired => 409,
        ChatError.GroupFull or ChatError.OwnerCannotLeave or ChatError.Conflict or ChatError.LimitReached => 409,
        ChatError.FileTooLarge or ChatError.FileQuotaExceeded => 413,
        ChatError.FileTypeRefused => 415,
        ChatError.Unstorable or ChatError.ContentRejected => 422,
        ChatError.RateLimited or ChatError.HarassmentLimit or ChatError.Spam => 429,
        ChatError.Busy or ChatError.Retry => 503,
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, "An error without a status."),
    };

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
