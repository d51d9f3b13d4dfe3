using System.Data.Common;
using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Storage.Notifications;

/// <summary>The notifications table, also for the writes that cause one.</summary>
internal static class NotificationRows
{
    public const string Columns = "id, user_id, type, title, content, data, created_at, read_at";

    /// <summary>Inserts in the caller's transaction.</summary>
    public static ValueTask<int> InsertAsync(SqlScope sql, Notification notification) => sql.ExecuteAsync(
        $"INSERT INTO notifications ({Columns}) VALUES (@id, @user, @type, @title, @content, @data, @created, @read)",
        ("@id", notification.Id.Value),
        ("@user", notification.UserId.Value),
        ("@type", (short)notification.Type),
        ("@title", notification.Title),
        ("@content", notification.Content),
        ("@data", notification.Data),
        ("@created", notification.CreatedAt),
        ("@read", notification.ReadAt));

    public static Notification Read(DbDataReader row) => new(
        new NotificationId(row.GetInt64(0)),
        new UserId(row.GetInt64(1)),
        (NotificationType)row.GetInt16(2),
        row.GetString(3),
        row.GetString(4),
        row.TextOrNull(5),
        row.GetInt64(6),
        row.LongOrNull(7));
}
