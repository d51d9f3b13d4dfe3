using Parley.Primitives;

namespace Parley.Notifications;

/// <summary>Notifications at rest. Those that another write causes are inserted with it, in its transaction.</summary>
public interface INotificationStore
{
    /// <summary>Inserts one.</summary>
    Task AddAsync(Notification notification, CancellationToken cancel);

    /// <summary>A page of a person's, newest first.</summary>
    /// <param name="before">Exclusive; none: from the newest.</param>
    Task<IReadOnlyList<Notification>> ListAsync(UserId user, NotificationId before, bool unreadOnly, int limit, CancellationToken cancel);

    /// <summary>How many are unread.</summary>
    Task<long> CountUnreadAsync(UserId user, CancellationToken cancel);

    /// <summary>Marks one read; marking it again changes nothing.</summary>
    /// <returns>False when the person has no such notification.</returns>
    Task<bool> MarkReadAsync(UserId user, NotificationId id, long nowMs, CancellationToken cancel);

    /// <summary>Marks all read; returns how many were unread.</summary>
    Task<int> MarkAllReadAsync(UserId user, long nowMs, CancellationToken cancel);

    /// <summary>Deletes those that are read and were made before a time; returns how many (at most a few thousand a call).</summary>
    Task<int> DeleteReadAsync(long beforeMs, CancellationToken cancel);
}
