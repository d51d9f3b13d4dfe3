using System.Data.Common;
using Parley.Accounts;
using Parley.Announcements;
using Parley.Primitives;

namespace Parley.Storage.Announcements;

/// <summary>Announcements.</summary>
internal sealed class AnnouncementStore(Database database, IdGenerator ids) : IAnnouncementStore
{
    private const string Columns = "id, tenant_id, role, title, content, created_by, created_at, due_at, notice_id, published_at";

    public Task AddAsync(Announcement announcement, CancellationToken cancel) => database.TransactAsync(
        sql => sql.ExecuteAsync(
            $"INSERT INTO announcements ({Columns}) VALUES (@id, @tenant, @role, @title, @content, @by, @created, @due, @notice, @published)",
            ("@id", announcement.Id.Value),
            ("@tenant", announcement.TenantId.Value),
            ("@role", (short?)announcement.Role),
            ("@title", announcement.Title),
            ("@content", announcement.Content),
            ("@by", announcement.CreatedBy.Value),
            ("@created", announcement.CreatedAt),
            ("@due", announcement.DueAt),
            ("@notice", announcement.NoticeId.IsNone ? null : announcement.NoticeId.Value),
            ("@published", announcement.PublishedAt)),
        cancel);

    public async Task<int> PublishDueAsync(long nowMs, CancellationToken cancel)
    {
        // Nearly always nothing is: that costs no turn of the writer.
        var due = await database.QueryAsync(
            sql => sql.ListAsync(
                """
                SELECT a.id FROM announcements a WHERE a.published_at IS NULL AND a.due_at <= @now
                    AND NOT EXISTS (SELECT 1 FROM tenants t WHERE t.id = a.tenant_id AND NOT t.is_active)
                ORDER BY a.due_at, a.id
                """,
                row => row.GetInt64(0),
                ("@now", nowMs)),
            cancel);
        return due.Count == 0 ? 0 : await database.TransactAsync(
            async sql =>
            {
                var said = 0;
                foreach (var id in due)
                {
                    said += await sql.ExecuteAsync(
                        "UPDATE announcements SET notice_id = @notice, published_at = @now WHERE id = @id AND published_at IS NULL",
                        ("@id", id),
                        ("@notice", ids.Next()),
                        ("@now", nowMs));
                }

                return said;
            },
            cancel);
    }

    public async Task<IReadOnlyList<Announcement>> ReadPublishedAsync(long afterMs, CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync(
            $"SELECT {Columns} FROM announcements WHERE published_at > @after ORDER BY published_at, id", Read, ("@after", afterMs)),
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
    };
}
