using Parley.Files;
using Parley.Primitives;

namespace Parley.Storage.Files;

/// <summary>Records of files.</summary>
internal sealed class FileStore(Database database) : IFileStore
{
    private const int AtOnce = 200;

    // "<> 0" beside "=" is what lets both databases use the index that has messages with files only.
    private const string Uses = "m.file_id = @id AND m.file_id <> 0";

    public Task<bool> AddAsync(StoredFile file, long quota, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            if (quota > 0 && await ReadUsedAsync(sql, file.OwnerId) + file.Size > quota)
                return false;
            await FileRows.InsertAsync(sql, file);
            return true;
        },
        cancel);

    public Task<StoredFile?> FindAsync(TenantId tenant, FileId id, CancellationToken cancel) => FindAsync(tenant, id, $"state < {FileRows.Condemned}", cancel);

    public Task<StoredFile?> FindReportedAsync(TenantId tenant, FileId id, CancellationToken cancel) => FindAsync(tenant, id, $"state <> {FileRows.Condemned}", cancel);

    public Task<bool> IsSeenAsync(FileId id, UserId user, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            $"""
            SELECT 1 FROM messages m JOIN participants p ON p.conversation_id = m.conversation_id AND p.user_id = @user
            WHERE {Uses} AND m.recalled_at IS NULL AND p.left_at IS NULL AND m.seq > p.joined_seq
              AND NOT EXISTS (SELECT 1 FROM hidden_messages h WHERE h.user_id = @user AND h.conversation_id = m.conversation_id AND h.message_id = m.id)
            LIMIT 1
            """,
            _ => true,
            ("@id", id.Value),
            ("@user", user.Value)),
        cancel);

    public Task<bool> IsShownAsync(FileId id, MessageId message, CancellationToken cancel) => database.QueryAsync(
        async sql => message.IsNone
            ? await sql.FirstAsync($"SELECT 1 FROM messages m WHERE {Uses} AND m.recalled_at IS NULL LIMIT 1", _ => true, ("@id", id.Value))
                || !await sql.FirstAsync($"SELECT 1 FROM messages m WHERE {Uses} LIMIT 1", _ => true, ("@id", id.Value))
            : await sql.FirstAsync(
                "SELECT 1 FROM messages WHERE id = @message AND file_id = @id AND recalled_at IS NULL",
                _ => true,
                ("@id", id.Value),
                ("@message", message.Value)),
        cancel);

    // One that a message has is kept already: nothing is written for it.
    public async Task<bool> TouchAsync(FileId id, long nowMs, CancellationToken cancel)
    {
        var isKept = await database.QueryAsync(
            sql => sql.FirstAsync("SELECT 1 FROM files WHERE id = @id AND state = 1", _ => true, ("@id", id.Value)), cancel);
        return isKept || await database.TransactAsync(
            sql => sql.ExecuteAsync("UPDATE files SET touched_at = @now WHERE id = @id AND state < 2", ("@id", id.Value), ("@now", nowMs)), cancel) > 0;
    }

    public async Task<bool> KeepAsync(FileId id, UserId owner, CancellationToken cancel) => await database.TransactAsync(
        sql => sql.ExecuteAsync("UPDATE files SET state = 1 WHERE id = @id AND owner_id = @owner AND state < 2", ("@id", id.Value), ("@owner", owner.Value)),
        cancel) > 0;

    public async Task<IReadOnlyList<FileId>> CondemnAsync(long beforeMs, CancellationToken cancel)
    {
        await ReleaseAsync(cancel);
        while (true)
        {
            var due = await DueAsync(FileRows.Fresh, beforeMs, cancel);
            if (due.Count > 0)
                await SettleAsync(due, beforeMs, cancel);
            var condemned = await DueAsync(FileRows.Condemned, long.MaxValue, cancel);
            if (condemned.Count > 0 || due.Count < AtOnce)
                return [.. condemned.Select(id => new FileId(id))];
        }
    }

    public Task ForgetAsync(IReadOnlyCollection<FileId> ids, CancellationToken cancel) => database.TransactAsync(
        sql => sql.ExecuteAsync($"DELETE FROM files WHERE {sql.In("id", "@ids")} AND state = 2", ("@ids", sql.Ids(ids.Select(id => id.Value)))), cancel);

    private Task<StoredFile?> FindAsync(TenantId tenant, FileId id, string state, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            $"SELECT {FileRows.Columns} FROM files WHERE id = @id AND tenant_id = @tenant AND {state}",
            FileRows.Read,
            ("@id", id.Value),
            ("@tenant", tenant.Value)),
        cancel);

    // What was held for a report goes once that is decided on. Few ever are.
    private async Task ReleaseAsync(CancellationToken cancel)
    {
        const string IsFree = $"state = 3 AND NOT {FileRows.IsNamed}";
        var ids = await database.QueryAsync(
            sql => sql.ListAsync($"SELECT id FROM files WHERE state <> 1 AND {IsFree} LIMIT @limit", row => row.GetInt64(0), ("@limit", AtOnce)), cancel);
        if (ids.Count > 0)
            await database.TransactAsync(sql => sql.ExecuteAsync($"UPDATE files SET state = 2 WHERE {sql.In("id", "@ids")} AND {IsFree}", ("@ids", sql.Ids(ids))), cancel);
    }

    // The owner's row is locked, so that two uploads that end at once are counted one after the other.
    private static async ValueTask<long> ReadUsedAsync(SqlScope sql, UserId owner)
    {
        await sql.FirstAsync(
            $"SELECT id FROM users WHERE id = @owner {sql.Pick(sqlite: "", postgres: "FOR NO KEY UPDATE")}", row => row.GetInt64(0), ("@owner", owner.Value));
        return await sql.FirstAsync(
            """
            SELECT CAST(coalesce(sum(size), 0) AS bigint) FROM files
            WHERE owner_id = @owner AND NOT EXISTS (SELECT 1 FROM data_exports e WHERE e.user_id = @owner AND e.file_id = files.id)
            """,
            row => row.GetInt64(0), ("@owner", owner.Value));
    }

    // Looked for aside, so that the writer is held up by the change only.
    private Task<List<long>> DueAsync(int state, long beforeMs, CancellationToken cancel) => database.QueryAsync(
        sql => sql.ListAsync(
            "SELECT id FROM files WHERE state <> 1 AND state = @state AND touched_at < @before ORDER BY touched_at LIMIT @limit",
            row => row.GetInt64(0),
            ("@state", (short)state),
            ("@before", beforeMs),
            ("@limit", AtOnce)),
        cancel);

    private Task<int> SettleAsync(List<long> due, long beforeMs, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            const string IsUsed = "EXISTS (SELECT 1 FROM messages m WHERE m.file_id = files.id AND m.file_id <> 0)";
            var which = $"{sql.In("id", "@ids")} AND state = 0 AND touched_at < @before";
            (string, object?)[] args = [("@ids", sql.Ids(due)), ("@before", beforeMs)];
            await sql.ExecuteAsync($"UPDATE files SET state = 1 WHERE {which} AND {IsUsed}", args);
            return await sql.ExecuteAsync($"UPDATE files SET state = 2 WHERE {which} AND NOT {IsUsed}", args);
        },
        cancel);
}
