using Parley.Accounts;
using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Announcements;

/// <summary>Something said to many at once: one record, however many it is for.</summary>
public sealed record Announcement
{
    /// <summary>The announcement.</summary>
    public required AnnouncementId Id { get; init; }

    /// <summary>For whose people; none: everybody's.</summary>
    public TenantId TenantId { get; init; }

    /// <summary>Only for people of this role; null: of any.</summary>
    public Role? Role { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>The text.</summary>
    public required string Content { get; init; }

    /// <summary>Who says it.</summary>
    public required UserId CreatedBy { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Unix ms before which it is not said.</summary>
    public required long DueAt { get; init; }

    /// <summary>What it is called in people's lists of notifications; none until it is said. Given then, so that lists are in order of time.</summary>
    public NotificationId NoticeId { get; init; }

    /// <summary>Unix ms at which it was said; null until then.</summary>
    public long? PublishedAt { get; init; }

    /// <summary>
    /// Its place among all that were said, from 1: the store gives it when it is said, so that who sees one has seen all before it. 0 until then.
    /// </summary>
    public long Seq { get; init; }

    /// <summary>Whether it is for this person.</summary>
    public bool IsFor(Account person) => (TenantId.IsNone || TenantId == person.TenantId) && (Role is null || Role == person.Role);

    /// <summary>As a notification of a person's.</summary>
    public Notification ToNotification(UserId user) => new(NoticeId, user, NotificationType.Announcement, Title, Content, null, PublishedAt ?? DueAt);
}
