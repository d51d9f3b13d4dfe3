using Parley.Accounts;
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

    /// <summary>The newest that was said; null where none ever was.</summary>
    Task<Announcement?> FindNewestAsync(CancellationToken cancel);

    /// <summary>What was said behind a place (<see cref="Announcement.Seq"/>), in order: the first of it.</summary>
    Task<IReadOnlyList<Announcement>> ReadAfterAsync(long seq, int limit, CancellationToken cancel);

    /// <summary>
    /// What was said to a person and a device of its has not had: after the person came, behind the device's place, not read on any surface; the newest of it,
    /// in order.
    /// </summary>
    /// <param name="device">How far it is lies with its other positions, under no conversation.</param>
    /// <param name="sinceMs">Unix ms: nothing that was said before.</param>
    /// <param name="limit">At most so many.</param>
    Task<IReadOnlyList<Announcement>> ReadMissedAsync(Account person, string device, long sinceMs, int limit, CancellationToken cancel);

    /// <summary>Announcements, newest first.</summary>
    /// <param name="tenant">Whose; none: all.</param>
    /// <param name="before">Only those before this one; none: from the newest.</param>
    Task<IReadOnlyList<Announcement>> ListAsync(TenantId tenant, AnnouncementId before, int limit, CancellationToken cancel);

    /// <summary>Takes back one that was not said yet.</summary>
    /// <param name="tenant">Whose; none: any.</param>
    /// <returns><see cref="ChatError.NotFound"/>; <see cref="ChatError.Conflict"/> for one that was said.</returns>
    Task<Outcome<Unit>> CancelAsync(TenantId tenant, AnnouncementId id, CancellationToken cancel);
}
