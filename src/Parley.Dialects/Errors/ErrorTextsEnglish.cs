using Parley.Primitives;

namespace Parley.Dialects.Errors;

/// <summary>The texts in English.</summary>
internal static class ErrorTextsEnglish
{
    public static string Of(Refusal refusal) => refusal.Error switch
    {
        ChatError.InvalidField => refusal.Reason is { } wrong ? wrong : refusal.Field is null ? "A value is invalid." : $"The value of {refusal.Field} is invalid.",
        ChatError.TextEmpty => "The message has no text.",
        ChatError.TextTooLong => refusal.Limit is null ? "The text is too long." : $"The text is longer than {refusal.Limit} characters.",
        ChatError.TextInvalid => "The text has characters that can't be stored.",
        ChatError.UserNotFound => "No such user.",
        ChatError.ConversationNotFound => "No such conversation.",
        ChatError.MessageNotFound => "No such message.",
        ChatError.NotFound => "No such record.",
        ChatError.FileNotFound => "No such file.",
        ChatError.FileTooLarge => refusal.Limit is { } most ? $"The file is larger than {ErrorTexts.SizeOf(most)}." : "The file is too large.",
        ChatError.FileTypeRefused => "Files of this type are not taken, or the file is not of the type that it was declared as.",
        ChatError.FileQuotaExceeded => refusal.Limit is { } quota ? $"Your files already take {ErrorTexts.SizeOf(quota)}." : "Your files take too much room.",
        ChatError.LinkInvalid => "The link is not valid, or has expired.",
        ChatError.NotParticipant => "You are not in this conversation.",
        ChatError.Forbidden => "You may not do this.",
        ChatError.SelfTarget => "You can't do this to yourself.",
        ChatError.NotFriends => "The two of you are not friends.",
        ChatError.FirstContactLimit => "You may write one message until the other side answers.",
        ChatError.HarassmentLimit => refusal.RetryAfter is { } pause ? $"Too many messages to people who have not answered; try again in {ErrorTexts.SecondsOf(pause)} s." : "Too many messages to people who have not answered; try again later.",
        ChatError.ContentRejected => "The message holds content that is not allowed here.",
        ChatError.Spam => "The message looks like spam and was not sent.",
        ChatError.Blocked => "One of you has blocked the other.",
        ChatError.Banned => refusal.Reason is null ? "This account is banned." : $"This account is banned: {refusal.Reason}",
        ChatError.Disabled => "This account is disabled.",
        ChatError.TenantSuspended => "This tenant is suspended.",
        ChatError.Unauthenticated => "You are not signed in, or no longer.",
        ChatError.WrongCredentials => "Wrong name or password.",
        ChatError.AlreadyTaken => refusal.Field is null ? "Already taken." : $"This {refusal.Field} is already taken.",
        ChatError.AlreadyExists => refusal.Field is null ? "The two of you are friends already, or the request is pending." : "There is such a record already.",
        ChatError.IdempotencyConflict => "The same temporary id came before with another body.",
        ChatError.RateLimited => refusal.RetryAfter is { } wait ? $"Too many requests; try again in {ErrorTexts.SecondsOf(wait)} s." : "Too many requests; try again later.",
        ChatError.RecallExpired => "The message is older than two minutes and can't be recalled.",
        ChatError.GroupFull => refusal.Limit is null ? "The group is full." : $"The group already has {refusal.Limit} members.",
        ChatError.OwnerCannotLeave => "The owner can't leave before handing over or dissolving the group.",
        ChatError.Conflict => "The state has changed meanwhile; read it and try again.",
        ChatError.Busy => "The server is busy; try again later.",
        ChatError.Retry => "The outcome is not known yet; try again with the same temporary id.",
        ChatError.Unstorable => "This can't be stored.",
        ChatError.LimitReached => refusal.Limit is null ? "There are as many as there may be." : $"There are {refusal.Limit} already, as many as there may be.",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Error, "An error without a text."),
    };

    public static string Of(EdgeFault fault, string? field) => fault switch
    {
        EdgeFault.MalformedJson => "The body is not a JSON object.",
        EdgeFault.MissingField => field is null ? "A required field is missing." : $"The field {field} is missing.",
        EdgeFault.BodyTooLarge => "The body is too large.",
        EdgeFault.UnsupportedMediaType => "This type of content is not taken here.",
        EdgeFault.RouteNotFound => "There is nothing at this path.",
        EdgeFault.MethodNotAllowed => "This path doesn't take this method.",
        EdgeFault.BadRequest => "The request is invalid.",
        EdgeFault.AddressNotAllowed => "This address may not call here.",
        EdgeFault.Internal => "The server failed.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "A fault without a text."),
    };
}
