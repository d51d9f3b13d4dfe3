using Parley.Accounts;
using Parley.Delivery;
using Parley.Primitives;

namespace Parley.Notifications;

/// <summary>A person's in-app notifications (站内信): stored, counted, and pushed to its connections as they come.</summary>
public sealed class NotificationFeed(INotificationStore store, Fanout fanout, IdGenerator ids, TimeProvider clock)
{
    /// <summary>A notification to be inserted with the write that causes it; <see cref="Push"/> it after the commit.</summary>
    /// <param name="data">Ids that it speaks of, a JSON object's text.</param>
    public Notification Prepare(UserId user, NotificationType type, string title, string content, string? data = null) =>
        new(new NotificationId(ids.Next()), user, type, title, content, data, clock.NowMs());

    /// <summary>Tells the person's connections of what has been stored.</summary>
    public void Push(IEnumerable<Notification> stored)
    {
        foreach (var notification in stored)
            fanout.Publish(new NotificationAdded(notification), [notification.UserId]);
    }

    /// <summary>Stores one that no other write causes, and pushes it.</summary>
    public async Task AddAsync(Notification notification, CancellationToken cancel)
    {
        await store.AddAsync(notification, cancel);
        Push([notification]);
    }

    /// <summary>A page, newest first; one more than <paramref name="limit"/> is read to know whether there is more.</summary>
    public async Task<(IReadOnlyList<Notification> Items, bool HasMore)> PageAsync(
        Account caller, NotificationId before, bool unreadOnly, int limit, CancellationToken cancel)
    {
        var items = await store.ListAsync(caller.Id, before, unreadOnly, limit + 1, cancel);
        return (items.Take(limit).ToArray(), items.Count > limit);
    }

    /// <summary>How many are unread.</summary>
    public Task<long> CountUnreadAsync(Account caller, CancellationToken cancel) => store.CountUnreadAsync(caller.Id, cancel);

    /// <summary>Marks one read.</summary>
    /// <returns><see cref="ChatError.NotFound"/> when the caller has no such notification.</returns>
    public async Task<Outcome<Unit>> MarkReadAsync(Account caller, NotificationId id, CancellationToken cancel) =>
        await store.MarkReadAsync(caller.Id, id, clock.NowMs(), cancel) ? new Unit() : ChatError.NotFound;

    /// <summary>Marks all read; returns how many were unread.</summary>
    public Task<int> MarkAllReadAsync(Account caller, CancellationToken cancel) => store.MarkAllReadAsync(caller.Id, clock.NowMs(), cancel);
}
