using Parley.Messages;
using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Conversations;

/// <summary>One line of a person's conversation list.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Participant">The person in it.</param>
/// <param name="LastMessage">The newest message, or null while there is none.</param>
public sealed record ConversationView(Conversation Conversation, Participant Participant, Message? LastMessage)
{
    /// <summary>Messages of others that the person has not read.</summary>
    public long Unread => Conversations.Unread.Count(Conversation, Participant);
}

/// <summary>Where a device stands in a conversation.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Participant">The person in it.</param>
/// <param name="DeviceSeq">What the device has had, or null when this device was never seen here (or 30 days ago).</param>
public sealed record BacklogPosition(Conversation Conversation, Participant Participant, long? DeviceSeq)
{
    /// <summary>The backlog is what lies above: for a new device, what its owner has neither read nor had on another.</summary>
    public long After => Math.Max(Participant.JoinedSeq, DeviceSeq ?? Math.Max(Participant.ReadSeq, Participant.DeliveredSeq));
}

/// <summary>What an edit writes; a default member is left as it is.</summary>
public sealed record ConversationEdit
{
    /// <summary>New name.</summary>
    public string? Title { get; init; }

    /// <summary>New picture; an empty string clears it.</summary>
    public string? AvatarUrl { get; init; }

    /// <summary>New bound on members.</summary>
    public int? MaxMembers { get; init; }

    /// <summary>New owner (its role is edited in <see cref="Members"/>).</summary>
    public UserId? OwnerId { get; init; }

    /// <summary>New peer of a room's owner; none: there are more than two.</summary>
    public UserId? PeerId { get; init; }

    /// <summary>Unix ms: from now on the room holds those whom the tenant's backend named.</summary>
    public long? DeclaredAt { get; init; }

    /// <summary>Unix ms: the group is dissolved; all its members leave at that time.</summary>
    public long? DissolvedAt { get; init; }

    /// <summary>Joins, leaves and roles.</summary>
    public IReadOnlyList<MemberEdit> Members { get; init; } = [];

    /// <summary>Notifications to insert in the same transaction.</summary>
    public IReadOnlyList<Notification> Notifications { get; init; } = [];
}

/// <summary>One member's change.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Role">Its role from now on.</param>
/// <param name="LeftAt">Unix ms: it leaves; null: it is in. Somebody who was not in joins, with readSeq = joinedSeq = lastSeq and ownSentAtRead = ownSent.</param>
/// <param name="JoinedAt">Unix ms of the joining, where it joins.</param>
public sealed record MemberEdit(UserId UserId, MemberRole Role, long? LeftAt = null, long JoinedAt = 0);

/// <summary>What an edit left behind.</summary>
/// <param name="Conversation">The conversation as it is now.</param>
/// <param name="Changed">The participants that were written, as they are now.</param>
/// <param name="Edit">What was decided.</param>
public sealed record EditedConversation(Conversation Conversation, IReadOnlyList<Participant> Changed, ConversationEdit Edit);
