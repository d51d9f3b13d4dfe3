using Parley.Primitives;

namespace Parley.Dialects.Errors;

/// <summary>The code of each error: the same word on every surface and in every language.</summary>
public static class ErrorCodes
{
    /// <summary>The code of a refusal: its error's name in snake_case.</summary>
    public static string Of(ChatError error) => error switch
    {
        ChatError.InvalidField => "invalid_field",
        ChatError.TextEmpty => "text_empty",
        ChatError.TextTooLong => "text_too_long",
        ChatError.TextInvalid => "text_invalid",
        ChatError.UserNotFound => "user_not_found",
        ChatError.ConversationNotFound => "conversation_not_found",
        ChatError.MessageNotFound => "message_not_found",
        ChatError.NotFound => "not_found",
        ChatError.FileNotFound => "file_not_found",
        ChatError.FileTooLarge => "file_too_large",
        ChatError.FileTypeRefused => "file_type_refused",
        ChatError.FileQuotaExceeded => "file_quota_exceeded",
        ChatError.LinkInvalid => "link_invalid",
        ChatError.NotParticipant => "not_participant",
        ChatError.Forbidden => "forbidden",
        ChatError.SelfTarget => "self_target",
        ChatError.NotFriends => "not_friends",
        ChatError.FirstContactLimit => "first_contact_limit",
        ChatError.HarassmentLimit => "harassment_limit",
        ChatError.ContentRejected => "content_rejected",
        ChatError.Spam => "spam",
        ChatError.Blocked => "blocked",
        ChatError.Banned => "banned",
        ChatError.Disabled => "disabled",
        ChatError.TenantSuspended => "tenant_suspended",
        ChatError.Unauthenticated => "unauthenticated",
        ChatError.WrongCredentials => "wrong_credentials",
        ChatError.AlreadyTaken => "already_taken",
        ChatError.AlreadyExists => "already_exists",
        ChatError.IdempotencyConflict => "idempotency_conflict",
        ChatError.RateLimited => "rate_limited",
        ChatError.RecallExpired => "recall_expired",
        ChatError.GroupFull => "group_full",
        ChatError.OwnerCannotLeave => "owner_cannot_leave",
        ChatError.Conflict => "conflict",
        ChatError.Busy => "busy",
        ChatError.Retry => "retry",
        ChatError.Unstorable => "unstorable",
        ChatError.LimitReached => "limit_reached",
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, "An error without a code."),
    };

    /// <summary>The code of a fault at the edge.</summary>
    public static string Of(EdgeFault fault) => fault switch
    {
        EdgeFault.MalformedJson => "malformed_json",
        EdgeFault.MissingField => "missing_field",
        EdgeFault.BodyTooLarge => "body_too_large",
        EdgeFault.UnsupportedMediaType => "unsupported_media_type",
        EdgeFault.RouteNotFound => "route_not_found",
        EdgeFault.MethodNotAllowed => "method_not_allowed",
        EdgeFault.BadRequest => "bad_request",
        EdgeFault.AddressNotAllowed => "address_not_allowed",
        EdgeFault.Internal => "internal_error",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "A fault without a code."),
    };
}
