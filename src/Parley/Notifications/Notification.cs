using Parley.Primitives;

namespace Parley.Notifications;

/// <summary>What a notification is about. Stored by number: never renumber.</summary>
public enum NotificationType : byte
{
    /// <summary>From the platform.</summary>
    System = 1,

    /// <summary>Somebody asks for friendship.</summary>
    FriendRequest = 2,

    /// <summary>A request was accepted.</summary>
    FriendAccepted = 3,

    /// <summary>Added to a group.</summary>
    GroupInvite = 4,

    /// <summary>Removed from a group.</summary>
    GroupRemoved = 5,

    /// <summary>A step of an order.</summary>
    Order = 6,

    /// <summary>A step of a payment.</summary>
    Payment = 7,

    /// <summary>A new review.</summary>
    Review = 8,

    /// <summary>What came of a report.</summary>
    Report = 9,

    /// <summary>To everybody.</summary>
    Announcement = 10,
}

/// <summary>An in-app notification (站内信) of one person.</summary>
/// <param name="Id">The notification.</param>
/// <param name="UserId">Whose.</param>
/// <param name="Type">What about.</param>
/// <param name="Title">One line.</param>
/// <param name="Content">The text.</param>
/// <param name="Data">Ids that it speaks of, a JSON object's text, or null.</param>
/// <param name="CreatedAt">Unix ms.</param>
/// <param name="ReadAt">Unix ms, or null while unread.</param>
public sealed record Notification(
    NotificationId Id, UserId UserId, NotificationType Type, string Title, string Content, string? Data, long CreatedAt, long? ReadAt = null);
