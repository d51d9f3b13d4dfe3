using Parley.Primitives;

namespace Parley.Announcements;

/// <summary>Announcements at rest. People's lists of notifications show those that were said since they came (<see cref="Notifications.INotificationStore"/>).</summary>
public interface IAnnouncementStore
{
    /// <summary>Keeps one, said or not.</summary>
    Task AddAsync(Announcement announcement, CancellationToken cancel);

    /// <summary>Says what is due; what is for a suspended tenant waits until it no longer is. Of several nodes that try at once one says an announcement.</summary>
    /// <returns>How many were said.</returns>
    Task<int> PublishDueAsync(long nowMs, CancellationToken cancel);

    /// <summary>What was said after a time, Unix ms, the oldest first.</summary>
    Task<IReadOnlyList<Announcement>> ReadPublishedAsync(long afterMs, CancellationToken cancel);

    /// <summary>Announcements, newest first.</summary>
    /// <param name="tenant">Whose; none: all.</param>
    /// <param name="before">Only those before this one; none: from the newest.</param>
    Task<IReadOnlyList<Announcement>> ListAsync(TenantId tenant, AnnouncementId before, int limit, CancellationToken cancel);

    /// <summary>Takes back one that was not said yet.</summary>
    /// <param name="tenant">Whose; none: any.</param>
    /// <returns><see cref="ChatError.NotFound"/>; <see cref="ChatError.Conflict"/> for one that was said.</returns>
    Task<Outcome<Unit>> CancelAsync(TenantId tenant, AnnouncementId id, CancellationToken cancel);
}
