using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Storage.Notifications;

/// <summary>Notifications.</summary>
internal sealed class NotificationStore(Database database) : INotificationStore
{
    public Task AddAsync(Notification notification, CancellationToken cancel) =>
        database.TransactAsync(sql => NotificationRows.InsertAsync(sql, notification), cancel);

    public async Task<IReadOnlyList<Notification>> ListAsync(
        UserId user, NotificationId before, bool unreadOnly, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                $"""
                SELECT {NotificationRows.Columns} FROM notifications
                WHERE user_id = @user AND id < @before {(unreadOnly ? "AND read_at IS NULL" : "")} ORDER BY id DESC LIMIT @limit
                """,
                NotificationRows.Read,
                ("@user", user.Value),
                ("@before", before.IsNone ? long.MaxValue : before.Value),
                ("@limit", limit)),
            cancel);

    public Task<long> CountUnreadAsync(UserId user, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            "SELECT count(*) FROM notifications WHERE user_id = @user AND read_at IS NULL", row => row.GetInt64(0), ("@user", user.Value)),
        cancel);

    public async Task<bool> MarkReadAsync(UserId user, NotificationId id, long nowMs, CancellationToken cancel) =>
        await database.TransactAsync(
            sql => sql.ExecuteAsync(
                "UPDATE notifications SET read_at = coalesce(read_at, @now) WHERE id = @id AND user_id = @user",
                ("@id", id.Value),
                ("@user", user.Value),
                ("@now", nowMs)),
            cancel) > 0;

    public Task<int> DeleteReadAsync(long beforeMs, CancellationToken cancel) =>
        OldRows.DeleteAsync(database, "notifications", "created_at < @before AND read_at IS NOT NULL", beforeMs, cancel);

    public Task<int> MarkAllReadAsync(UserId user, long nowMs, CancellationToken cancel) => database.TransactAsync(
        sql => sql.ExecuteAsync(
            "UPDATE notifications SET read_at = @now WHERE user_id = @user AND read_at IS NULL", ("@user", user.Value), ("@now", nowMs)),
        cancel);
}
