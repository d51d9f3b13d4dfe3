using Parley.Primitives;

namespace Parley.Dialects.Errors;

/// <summary>
/// The HTTP status of each refusal, in one exhaustive switch. The surfaces' documents ask for the same ones; a surface that must answer otherwise
/// says so in its own <see cref="IErrorWriter.StatusOf"/>.
/// </summary>
public static class ErrorStatuses
{
    /// <summary>The status.</summary>
    public static int Of(ChatError error) => error switch
    {
        ChatError.InvalidField or ChatError.TextEmpty or ChatError.TextTooLong or ChatError.TextInvalid or ChatError.SelfTarget => 400,
        ChatError.Unauthenticated or ChatError.WrongCredentials => 401,
        ChatError.NotParticipant or ChatError.Forbidden or ChatError.NotFriends or ChatError.FirstContactLimit or ChatError.Blocked => 403,
        ChatError.Banned or ChatError.Disabled or ChatError.TenantSuspended or ChatError.LinkInvalid => 403,
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
}
