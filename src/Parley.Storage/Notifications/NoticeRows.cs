namespace Parley.Storage.Notifications;

/// <summary>Announcements as one person's notifications: those that were said since it came, for its tenant and its role.</summary>
internal static class NoticeRows
{
    public const string Of = "users u JOIN announcements a ON a.published_at >= u.created_at LEFT JOIN announcement_reads r ON r.announcement_id = a.id AND r.user_id = u.id";

    public const string IsFor = "u.id = @user AND a.tenant_id IN (0, u.tenant_id) AND (a.role IS NULL OR a.role = u.role)";

    public const string IsUnread = "AND r.read_at IS NULL";

    /// <summary>Marks read; a row that is there already counts and stays as it is.</summary>
    public static string Read(string which) =>
        $"""
        INSERT INTO announcement_reads (user_id, announcement_id, read_at) SELECT u.id, a.id, @now FROM {Of} WHERE {IsFor} {which}
        ON CONFLICT (user_id, announcement_id) DO UPDATE SET read_at = announcement_reads.read_at
        """;
}
