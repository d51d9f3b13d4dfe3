using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Storage.Notifications;

/// <summary>Notifications: a person's own rows, and the announcements that are for it, which have one row for all.</summary>
internal sealed class NotificationStore(Database database) : INotificationStore
{
    private const string Unread = "SELECT count(*) FROM notifications WHERE user_id = @user AND read_at IS NULL";

    public Task AddAsync(Notification notification, CancellationToken cancel) =>
        database.TransactAsync(sql => NotificationRows.InsertAsync(sql, notification), cancel);

    public async Task<IReadOnlyList<Notification>> ListAsync(
        UserId user, NotificationId before, bool unreadOnly, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                $"""
                SELECT {NotificationRows.Columns} FROM (
                    SELECT {NotificationRows.Columns} FROM notifications
                    WHERE user_id = @user AND id < @before {(unreadOnly ? "AND read_at IS NULL" : "")} ORDER BY id DESC LIMIT @limit) own
                UNION ALL
                SELECT {NotificationRows.Columns} FROM (
                    SELECT a.notice_id AS id, u.id AS user_id, CAST(@type AS smallint) AS type, a.title, a.content, CAST(NULL AS text) AS data,
                        a.published_at AS created_at, r.read_at
                    FROM {NoticeRows.Of} WHERE {NoticeRows.IsFor} AND a.notice_id < @before {(unreadOnly ? NoticeRows.IsUnread : "")}
                    ORDER BY a.notice_id DESC LIMIT @limit) notices
                ORDER BY 1 DESC LIMIT @limit
                """,
                NotificationRows.Read,
                ("@user", user.Value),
                ("@type", (short)NotificationType.Announcement),
                ("@before", before.IsNone ? long.MaxValue : before.Value),
                ("@limit", limit)),
            cancel);

    public Task<long> CountUnreadAsync(UserId user, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            $"SELECT ({Unread}) + (SELECT count(*) FROM {NoticeRows.Of} WHERE {NoticeRows.IsFor} {NoticeRows.IsUnread})",
            row => row.GetInt64(0),
            ("@user", user.Value)),
        cancel);

    public Task<bool> MarkReadAsync(UserId user, NotificationId id, long nowMs, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            (string, object?)[] args = [("@id", id.Value), ("@user", user.Value), ("@now", nowMs)];
            return await sql.ExecuteAsync("UPDATE notifications SET read_at = coalesce(read_at, @now) WHERE id = @id AND user_id = @user", args) > 0
                || await sql.ExecuteAsync(NoticeRows.Read("AND a.notice_id = @id"), args) > 0;
        },
        cancel);

    public Task<int> DeleteReadAsync(long beforeMs, CancellationToken cancel) =>
        OldRows.DeleteAsync(database, "notifications", "created_at < @before AND read_at IS NOT NULL", beforeMs, cancel);

    public Task<int> MarkAllReadAsync(UserId user, long nowMs, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            (string, object?)[] args = [("@user", user.Value), ("@now", nowMs)];
            return await sql.ExecuteAsync("UPDATE notifications SET read_at = @now WHERE user_id = @user AND read_at IS NULL", args)
                + await sql.ExecuteAsync(NoticeRows.Read(NoticeRows.IsUnread), args);
        },
        cancel);
}
