using System.Data.Common;
using Parley.Accounts;
using Parley.Announcements;
using Parley.Primitives;

namespace Parley.Storage.Announcements;

/// <summary>Announcements.</summary>
internal sealed class AnnouncementStore(Database database, IdGenerator ids) : IAnnouncementStore
{
    private const string Fields = "id, tenant_id, role, title, content, created_by, created_at, due_at, notice_id, published_at";
    private const string Columns = $"{Fields}, seq";
    private const string NextSeq = "(SELECT coalesce(max(seq), 0) + 1 FROM announcements)";
    private const long LockKey = 0x5061_726C_6579_0043; // 'Parley', and the migration of these places

    public Task AddAsync(Announcement announcement, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            if (announcement.PublishedAt is not null)
                await LockPlacesAsync(sql);
            return await sql.ExecuteAsync(
                $"""
                INSERT INTO announcements ({Columns}) VALUES (@id, @tenant, @role, @title, @content, @by, @created, @due, @notice, @published,
                    {(announcement.PublishedAt is null ? "NULL" : NextSeq)})
                """,
                ("@id", announcement.Id.Value),
                ("@tenant", announcement.TenantId.Value),
                ("@role", (short?)announcement.Role),
                ("@title", announcement.Title),
                ("@content", announcement.Content),
                ("@by", announcement.CreatedBy.Value),
                ("@created", announcement.CreatedAt),
                ("@due", announcement.DueAt),
                ("@notice", announcement.NoticeId.IsNone ? null : announcement.NoticeId.Value),
                ("@published", announcement.PublishedAt));
        },
        cancel);

    public async Task<int> PublishDueAsync(long nowMs, CancellationToken cancel)
    {
        // Nearly always nothing is: that costs no turn of the writer.
        var due = await database.QueryAsync(
            sql => sql.ListAsync(
                """
                SELECT a.id FROM announcements a WHERE a.seq IS NULL AND a.due_at <= @now
                    AND NOT EXISTS (SELECT 1 FROM tenants t WHERE t.id = a.tenant_id AND NOT t.is_active)
                ORDER BY a.due_at, a.id
                """,
                row => row.GetInt64(0),
                ("@now", nowMs)),
            cancel);
        return due.Count == 0 ? 0 : await database.TransactAsync(
            async sql =>
            {
                await LockPlacesAsync(sql);
                var said = 0;
                foreach (var id in due)
                {
                    // One that has a time and no place was said by a node of an older version.
                    said += await sql.ExecuteAsync(
                        $"""
                        UPDATE announcements SET notice_id = coalesce(notice_id, @notice), published_at = coalesce(published_at, @now), seq = {NextSeq}
                        WHERE id = @id AND seq IS NULL
                        """,
                        ("@id", id),
                        ("@notice", ids.Next()),
                        ("@now", nowMs));
                }

                return said;
            },
            cancel);
    }

    public Task<Announcement?> FindNewestAsync(CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync($"SELECT {Columns} FROM announcements WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1", Read), cancel);

    public async Task<IReadOnlyList<Announcement>> ReadAfterAsync(long seq, int limit, CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync(
            $"SELECT {Columns} FROM announcements WHERE seq > @after ORDER BY seq LIMIT @limit", Read, ("@after", seq), ("@limit", limit)),
        cancel);

    public async Task<IReadOnlyList<Announcement>> ReadMissedAsync(
        Account person, string device, long sinceMs, int limit, CancellationToken cancel) => await database.QueryAsync(
        async sql =>
        {
            (string, object?)[] who = [("@user", person.Id.Value), ("@device", device)];
            var (after, came) = await sql.FirstAsync(
                """
                SELECT coalesce(d.seq, 0), u.created_at FROM users u
                LEFT JOIN device_positions d ON d.user_id = u.id AND d.device = @device AND d.conversation_id = 0 WHERE u.id = @user
                """,
                row => (row.GetInt64(0), row.GetInt64(1)),
                who);
            var missed = await sql.ListAsync(
                $"SELECT {Columns} FROM ({Missed("0")} UNION ALL {Missed("@tenant")}) AS missed ORDER BY published_at DESC, id DESC LIMIT @limit",
                Read,
                [.. who, ("@tenant", person.TenantId.Value), ("@role", (short)person.Role), ("@after", after), ("@since", Math.Max(sinceMs, came)), ("@limit", limit)]);
            missed.Sort((one, other) => one.Seq.CompareTo(other.Seq));
            return missed;
        },
        cancel);

    public async Task<IReadOnlyList<Announcement>> ListAsync(TenantId tenant, AnnouncementId before, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                $"SELECT {Columns} FROM announcements WHERE id < @before {Of(tenant)} ORDER BY id DESC LIMIT @limit",
                Read,
                ("@tenant", tenant.Value),
                ("@before", before.IsNone ? long.MaxValue : before.Value),
                ("@limit", limit)),
            cancel);

    public Task<Outcome<Unit>> CancelAsync(TenantId tenant, AnnouncementId id, CancellationToken cancel) => database.TransactAsync<Outcome<Unit>>(
        async sql =>
        {
            (string, object?)[] args = [("@id", id.Value), ("@tenant", tenant.Value)];
            if (await sql.ExecuteAsync($"DELETE FROM announcements WHERE id = @id AND published_at IS NULL {Of(tenant)}", args) > 0)
                return new Unit();
            return await sql.FirstAsync($"SELECT id FROM announcements WHERE id = @id {Of(tenant)}", row => row.GetInt64(0), args) == 0
                ? ChatError.NotFound
                : ChatError.Conflict;
        },
        cancel);

    // Held until the commit: places are seen in the order in which they were given, so nobody passes one that is not there yet.
    private static async ValueTask LockPlacesAsync(SqlScope sql)
    {
        if (sql.Kind == DatabaseKind.PostgreSql)
            await sql.ExecuteAsync("SELECT pg_advisory_xact_lock(@key)", ("@key", LockKey));
    }

    // Each tenant's by itself, along its index.
    private static string Missed(string tenant) =>
        $"""
        SELECT * FROM (
            SELECT {Columns} FROM announcements a
            WHERE a.tenant_id = {tenant} AND a.published_at >= @since AND a.seq > @after AND (a.role IS NULL OR a.role = @role)
                AND NOT EXISTS (SELECT 1 FROM announcement_reads r WHERE r.user_id = @user AND r.announcement_id = a.id)
            ORDER BY a.published_at DESC, a.id DESC LIMIT @limit) AS one
        """;

    private static string Of(TenantId tenant) => tenant.IsNone ? "" : "AND tenant_id = @tenant";

    private static Announcement Read(DbDataReader row) => new()
    {
        Id = new AnnouncementId(row.GetInt64(0)),
        TenantId = new TenantId(row.GetInt64(1)),
        Role = row.IsDBNull(2) ? null : (Role)row.GetInt16(2),
        Title = row.GetString(3),
        Content = row.GetString(4),
        CreatedBy = new UserId(row.GetInt64(5)),
        CreatedAt = row.GetInt64(6),
        DueAt = row.GetInt64(7),
        NoticeId = new NotificationId(row.LongOrNull(8) ?? 0),
        PublishedAt = row.LongOrNull(9),
        Seq = row.LongOrNull(10) ?? 0,
    };
}
