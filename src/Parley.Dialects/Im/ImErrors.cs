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
