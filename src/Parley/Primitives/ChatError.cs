namespace Parley.Primitives;

/// <summary>
/// Every refusal that the core can answer with: a closed list. Each dialect maps it to its own status, number and text in one
/// exhaustive switch, so a new member does not compile until every surface has said what it means there.
/// </summary>
public enum ChatError
{
    /// <summary>A value is missing, of a wrong type or out of range; <see cref="Refusal.Field"/> names it.</summary>
    InvalidField,

    /// <summary>A message without text where text is required.</summary>
    TextEmpty,

    /// <summary>Text above <see cref="Refusal.Limit"/> Unicode scalar values.</summary>
    TextTooLong,

    /// <summary>Text with U+0000 or a lone surrogate, which no store can hold.</summary>
    TextInvalid,

    /// <summary>No user by that id in the caller's tenant.</summary>
    UserNotFound,

    /// <summary>No conversation (group, room) by that id in the caller's tenant.</summary>
    ConversationNotFound,

    /// <summary>No message by that id that the caller may see.</summary>
    MessageNotFound,

    /// <summary>No such record of the caller's own (request, notification, session).</summary>
    NotFound,

    /// <summary>No file by that id that the caller may see.</summary>
    FileNotFound,

    /// <summary>The file is larger than <see cref="Refusal.Limit"/> bytes.</summary>
    FileTooLarge,

    /// <summary>The file is not of the type that it was declared as, or is one that is not taken: a program, active content.</summary>
    FileTypeRefused,

    /// <summary>The owner's files would take more than <see cref="Refusal.Limit"/> bytes.</summary>
    FileQuotaExceeded,

    /// <summary>A signed link that was not made here, or has expired.</summary>
    LinkInvalid,

    /// <summary>The caller is not in the conversation.</summary>
    NotParticipant,

    /// <summary>The caller's role does not allow it.</summary>
    Forbidden,

    /// <summary>A message, request or block addressed to oneself.</summary>
    SelfTarget,

    /// <summary>The contact policy asks for friendship first.</summary>
    NotFriends,

    /// <summary>First contact: the other side has not answered yet.</summary>
    FirstContactLimit,

    /// <summary>Too many messages in a minute to people who have not answered, over all of them together.</summary>
    HarassmentLimit,

    /// <summary>The text holds a word that is not allowed here.</summary>
    ContentRejected,

    /// <summary>The message, or the way in which it is sent, is spam.</summary>
    Spam,

    /// <summary>One of the two has blocked the other.</summary>
    Blocked,

    /// <summary>The account is banned, for a time or for good.</summary>
    Banned,

    /// <summary>The account is disabled.</summary>
    Disabled,

    /// <summary>The whole tenant is suspended: nobody of it may sign in or do anything.</summary>
    TenantSuspended,

    /// <summary>No token, or one that is invalid, expired or revoked.</summary>
    Unauthenticated,

    /// <summary>Wrong name or password.</summary>
    WrongCredentials,

    /// <summary>The user name, mail address or phone number is taken; <see cref="Refusal.Field"/> says which.</summary>
    AlreadyTaken,

    /// <summary>The two are friends already, or the same request is pending.</summary>
    AlreadyExists,

    /// <summary>The same temp id came before with another body.</summary>
    IdempotencyConflict,

    /// <summary>Too many in too short a time; <see cref="Refusal.RetryAfter"/> says when again.</summary>
    RateLimited,

    /// <summary>The message is older than two minutes.</summary>
    RecallExpired,

    /// <summary>The group holds as many members as it may (<see cref="Refusal.Limit"/>).</summary>
    GroupFull,

    /// <summary>The owner can't leave: hand over or dissolve first.</summary>
    OwnerCannotLeave,

    /// <summary>The state has changed meanwhile; read it and try again.</summary>
    Conflict,

    /// <summary>The send queue is full; nothing was stored.</summary>
    Busy,

    /// <summary>The store did not answer in time; the outcome is unknown and the same temp id is still good.</summary>
    Retry,

    /// <summary>This row can't be stored; nothing else was harmed.</summary>
    Unstorable,

    /// <summary>There are as many of these as there may be (<see cref="Refusal.Limit"/>).</summary>
    LimitReached,
}
