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
    public int StatusOf(ChatError error) => error switch
    {
        ChatError.InvalidField => 400,
        ChatError.TextEmpty => 400,
        ChatError.TextTooLong => 400,
        ChatError.TextInvalid => 400,
        ChatError.SelfTarget => 400,
        ChatError.Unauthenticated => 401,
        ChatError.WrongCredentials => 401,
        ChatError.NotParticipant => 403,
        ChatError.Forbidden => 403,
        ChatError.NotFriends => 403,
        ChatError.FirstContactLimit => 403,
        ChatError.Blocked => 403,
        ChatError.Banned => 403,
        ChatError.Disabled => 403,
        ChatError.UserNotFound => 404,
        ChatError.ConversationNotFound => 404,
        ChatError.MessageNotFound => 404,
        ChatError.NotFound => 404,
        ChatError.FileNotFound => 404,
        ChatError.FileTooLarge => 413,
        ChatError.FileQuotaExceeded => 413,
        ChatError.FileTypeRefused => 415,
        ChatError.LinkInvalid => 403,
        ChatError.AlreadyTaken => 409,
        ChatError.AlreadyExists => 409,
        ChatError.IdempotencyConflict => 409,
        ChatError.RecallExpired => 409,
        ChatError.GroupFull => 409,
        ChatError.OwnerCannotLeave => 409,
        ChatError.Conflict => 409,
        ChatError.ContentRejected => 422,
        ChatError.LimitReached => 409,
        ChatError.Unstorable => 422,
        ChatError.RateLimited => 429,
        ChatError.HarassmentLimit => 429,
        ChatError.Spam => 429,
        ChatError.Busy => 503,
        ChatError.Retry => 503,
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, "An error without a status."),
    };

    /// <inheritdoc/>
    public Task WriteAsync(HttpContext context, WireError error) => context.Response.WriteAsJsonAsync(
        new ErrorEnvelope(error.Text, error.Code, error.Field, error.Limit, error.RetryAfter is { } wait ? ErrorTexts.SecondsOf(wait) : null),
        MarketJson.Wire.ErrorEnvelope,
        cancellationToken: context.RequestAborted);
}
