using Microsoft.AspNetCore.Http;
using Parley.Dialects.Errors;
using Parley.Dialects.Social.Wire;
using Parley.Primitives;

namespace Parley.Dialects.Social;

/// <summary>Errors over REST: <c>{"detail", "code"}</c>.</summary>
public sealed class SocialErrors : IErrorWriter
{
    private static readonly PathString[] Paths =
        ["/api/v1/friends", "/api/v1/files", "/api/v1/messages", "/api/v1/groups", "/api/v1/notifications", "/api/v1/users/online", "/api/v1/ws", "/ws"];

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
        new ErrorDto(
            error.Text, error.Code, WireWords.Field(error.Field), error.Limit, error.RetryAfter is { } wait ? ErrorTexts.SecondsOf(wait) : null),
        SocialJson.Plain.ErrorDto,
        cancellationToken: context.RequestAborted);
}
