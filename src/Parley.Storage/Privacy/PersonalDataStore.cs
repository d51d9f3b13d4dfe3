using System.Data.Common;
using Parley.Jobs;
using Parley.Primitives;
using Parley.Privacy;
using Parley.Storage.Files;
using Parley.Storage.Jobs;

namespace Parley.Storage.Privacy;

/// <summary>What is known of one person: copied.</summary>
internal sealed partial class PersonalDataStore(Database database, JobInserts jobs) : IPersonalDataStore
{
    private const int Stretch = 1000;

    public IReadOnlyList<string> Sections { get; } = [.. PersonalSections.All.Keys];

    public Task<bool> RequestExportAsync(DataExport export, NewJob job, CancellationToken cancel) => jobs.ThenWakeAsync(database.TransactAsync(
        async sql =>
        {
            // Who is erased at the same time is so before or after this, and with it what was asked for.
            var known = $"SELECT id FROM users WHERE id = @user AND erased_at IS NULL {sql.Pick(sqlite: "", postgres: "FOR UPDATE")}";
            if (await sql.FirstAsync(known, row => row.GetInt64(0), ("@user", export.UserId.Value)) == 0)
                return false;

            // The one before goes: it would be in the next as a file of the person's.
            await sql.ExecuteAsync(
                $"UPDATE files SET state = {FileRows.Condemned} WHERE id = (SELECT file_id FROM data_exports WHERE user_id = @user) AND owner_id = @user AND state = {FileRows.Fresh}",
                ("@user", export.UserId.Value));
            await sql.ExecuteAsync(
                """
                INSERT INTO data_exports (user_id, tenant_id, requested_by, requested_at) VALUES (@user, @tenant, @by, @at)
                ON CONFLICT (user_id) DO UPDATE SET requested_by = excluded.requested_by, requested_at = excluded.requested_at, file_id = NULL, ready_at = NULL
                """,
                ("@user", export.UserId.Value),
                ("@tenant", export.TenantId.Value),
                ("@by", export.RequestedBy.Value),
                ("@at", export.RequestedAt));
            await jobs.InsertAsync(sql, job);
            return true;
        },
        cancel));

    public Task<DataExport?> FindExportAsync(TenantId tenant, UserId user, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            "SELECT requested_by, requested_at, file_id, ready_at FROM data_exports WHERE user_id = @user AND tenant_id = @tenant",
            row => new DataExport(
                user, tenant, new UserId(row.GetInt64(0)), row.GetInt64(1), row.LongOrNull(2) is { } file ? new FileId(file) : null, row.LongOrNull(3)),
            ("@user", user.Value),
            ("@tenant", tenant.Value)),
        cancel);

    public Task FinishExportAsync(UserId user, FileId file, long nowMs, CancellationToken cancel) => database.TransactAsync(
        sql => sql.ExecuteAsync(
            "UPDATE data_exports SET file_id = @file, ready_at = @now WHERE user_id = @user", ("@user", user.Value), ("@file", file.Value), ("@now", nowMs)),
        cancel);

    public async Task<IReadOnlyList<PersonRecord>> ReadAsync(string section, UserId user, long after, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                $"{PersonalSections.All[section]} ORDER BY 1 LIMIT @limit", Read, ("@user", user.Value), ("@after", after), ("@limit", limit)),
            cancel);

    public async Task<IReadOnlyList<ConversationId>> ReadConversationsAsync(UserId user, ConversationId after, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                "SELECT conversation_id FROM participants WHERE user_id = @user AND conversation_id > @after ORDER BY conversation_id LIMIT @limit",
                row => new ConversationId(row.GetInt64(0)),
                ("@user", user.Value),
                ("@after", after.Value),
                ("@limit", limit)),
            cancel);

    public async Task<(long End, IReadOnlyList<PersonRecord> Messages)> ReadMessagesAsync(
        UserId user, ConversationId conversation, long after, CancellationToken cancel) => await database.QueryAsync(
        async sql =>
        {
            (string, object?)[] args = [("@id", conversation.Value), ("@user", user.Value), ("@after", after), ("@end", after + Stretch)];
            var last = await sql.FirstAsync("SELECT last_seq FROM conversations WHERE id = @id", row => row.GetInt64(0), args);
            return last <= after ? (0L, (IReadOnlyList<PersonRecord>)[]) : (after + Stretch, await sql.ListAsync(
                """
                SELECT id, conversation_id, type, text, file_id, data, created_at FROM messages
                WHERE conversation_id = @id AND seq > @after AND seq <= @end AND sender_id = @user AND recalled_at IS NULL ORDER BY seq
                """,
                Read,
                args));
        },
        cancel);

    private static PersonRecord Read(DbDataReader row)
    {
        var fields = new List<PersonField>(row.FieldCount);
        for (var column = 0; column < row.FieldCount; column++)
        {
            var name = row.GetName(column).Split("__");
            fields.Add(new PersonField(name[0], row.IsDBNull(column) ? null : row.GetValue(column), name.Length > 1 ? name[1] : null));
        }

        return new PersonRecord(row.GetInt64(0), fields);
    }
}
