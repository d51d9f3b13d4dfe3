using Parley.Accounts;
using Parley.Announcements;
using Parley.Conversations;
using Parley.Friends;
using Parley.Messages;
using Parley.Notifications;
using Parley.Presence;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>Something that clients are to be told, in no dialect's words. A closed family: each dialect answers for each.</summary>
public abstract record OutboundEvent;

/// <summary>An event of a conversation that takes a <c>rev</c>: delivered in rev order, a gap read from the store, a repeat dropped.</summary>
/// <param name="Conversation">The conversation after the change; its <c>Rev</c> is the event's.</param>
public abstract record ConversationEvent(Conversation Conversation) : OutboundEvent
{
    /// <summary>The conversation's change number of this event.</summary>
    public virtual long Rev => Conversation.Rev;
}

/// <summary>A new message.</summary>
/// <param name="Conversation">The conversation after it.</param>
/// <param name="Message">The message.</param>
/// <param name="Sender">Who wrote it; null for the server itself.</param>
/// <param name="TempId">The sender's key, for its other devices; null when read back from the store.</param>
public sealed record MessageSent(Conversation Conversation, Message Message, Account? Sender, string? TempId) : ConversationEvent(Conversation)
{
    /// <summary>The message's own: one conversation record may serve several messages of a batch.</summary>
    public override long Rev => Message.Rev;
}

/// <summary>A message was recalled.</summary>
public sealed record MessageRecalled(Conversation Conversation, Message Message) : ConversationEvent(Conversation)
{
    /// <summary>The message's own, as for every change of a message.</summary>
    public override long Rev => Message.Rev;
}

/// <summary>A person hid a message for itself: told to its own devices only.</summary>
public sealed record MessageHidden(Conversation Conversation, Message Message, UserId UserId) : ConversationEvent(Conversation)
{
    /// <summary>The message's own, as for every change of a message.</summary>
    public override long Rev => Message.Rev;
}

/// <summary>Read or delivered pointers rose.</summary>
public sealed record PointersMoved(Conversation Conversation, IReadOnlyList<Participant> Participants) : ConversationEvent(Conversation);

/// <summary>
/// The messages that risen pointers cover, for surfaces that name them (<see cref="IDialect.NamesMessages"/>). Derived on each node from
/// <see cref="PointersMoved"/>; never crosses to another.
/// </summary>
/// <param name="Conversation">Where.</param>
/// <param name="UserId">Whose pointers.</param>
/// <param name="Read">Others' messages that it has read now, ascending; the newest hundred.</param>
/// <param name="Delivered">Others' messages that reached it and that it has not read, ascending; the newest hundred.</param>
public sealed record MessagesCovered(
    Conversation Conversation, UserId UserId, IReadOnlyList<MessageId> Read, IReadOnlyList<MessageId> Delivered) : OutboundEvent;

/// <summary>What happened to a group.</summary>
public enum GroupChange
{
    /// <summary>It was made; all members are told.</summary>
    Created,

    /// <summary>Name, picture or bound changed.</summary>
    Updated,

    /// <summary>Members joined.</summary>
    MembersAdded,

    /// <summary>A member was removed; it is told as well.</summary>
    MemberRemoved,

    /// <summary>A member left.</summary>
    MemberLeft,

    /// <summary>A role changed, or the owner handed over.</summary>
    RoleChanged,

    /// <summary>It was dissolved; all who were in it are told.</summary>
    Dissolved,
}

/// <summary>A group changed.</summary>
/// <param name="Conversation">The group after it.</param>
/// <param name="Change">What happened.</param>
/// <param name="ActorId">Who did it.</param>
/// <param name="Changed">The participants concerned.</param>
public sealed record GroupChanged(Conversation Conversation, GroupChange Change, UserId ActorId, IReadOnlyList<Participant> Changed)
    : ConversationEvent(Conversation);

/// <summary>
/// A person marked a conversation for itself (pinned it, took it off its list). Told to nobody live, since no surface has words for it: it takes its
/// turn, so that nobody sees a hole.
/// </summary>
public sealed record SessionMarked(Conversation Conversation, UserId UserId) : ConversationEvent(Conversation);

/// <summary>Somebody is typing, or stopped.</summary>
public sealed record TypingChanged(Conversation Conversation, UserId UserId, bool IsTyping) : OutboundEvent;

/// <summary>Somebody's presence changed.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Status">From now on.</param>
/// <param name="LastSeenAt">Unix ms at which it was last connected; for offline.</param>
public sealed record PresenceChanged(UserId UserId, PresenceStatus Status, long LastSeenAt) : OutboundEvent;

/// <summary>A notification was added to a person's.</summary>
public sealed record NotificationAdded(Notification Notification) : OutboundEvent;

/// <summary>Something was announced. Every node learns of it from the store; never crosses to another.</summary>
public sealed record Announced(Announcement Announcement) : OutboundEvent;

/// <summary>
/// Something happened in what is built on top of the core: an order moved, a payment arrived. The core neither knows nor reads it; surfaces that
/// have such things say it under its name.
/// </summary>
/// <param name="TenantId">Where: nobody of another tenant is told, whoever is named.</param>
/// <param name="Recipients">Who is told, each on all of its connections.</param>
/// <param name="Name">What happened, as surfaces say it: <c>order-updated</c>.</param>
/// <param name="Payload">What is told: JSON in UTF-8, the same for all recipients.</param>
public sealed record ApplicationEvent(TenantId TenantId, IReadOnlyList<UserId> Recipients, string Name, ReadOnlyMemory<byte> Payload) : OutboundEvent;

/// <summary>Somebody asks for friendship: told to the one asked.</summary>
public sealed record FriendRequested(FriendRequest Request, Account From) : OutboundEvent;

/// <summary>Two became friends: told to both, to each with the other as <paramref name="Friend"/>.</summary>
public sealed record FriendAdded(UserId UserId, Account Friend, FriendRequestId RequestId) : OutboundEvent;

/// <summary>A friendship ended: told to both.</summary>
public sealed record FriendRemoved(UserId UserId, UserId FriendId) : OutboundEvent;
