using System.Data.Common;
using Parley.Audit;
using Parley.Primitives;

namespace Parley.Storage.Audit;

/// <summary>The audit trail. Its head's row is what writers wait for each other at.</summary>
internal sealed class AuditStore(Database database) : IAuditStore
{
    private const string Columns = "id, tenant_id, actor_id, action, target_id, detail, address, request_id, at";

    private const string BegunColumns = "id, tenant_id, actor_id, target_id, detail, address, request_id, at";

    public Task BeginAsync(AuditEntry begun, CancellationToken cancel) => database.TransactAsync(
        sql => sql.ExecuteAsync(
            $"INSERT INTO audit_begun ({BegunColumns}) VALUES (@id, @tenant, @actor, @target, @detail, @address, @request, @at)",
            ("@id", begun.Id),
            ("@tenant", begun.TenantId.Value),
            ("@actor", begun.ActorId.IsNone ? null : begun.ActorId.Value),
            ("@target", begun.TargetId),
            ("@detail", begun.Detail),
            ("@address", begun.Address),
            ("@request", begun.RequestId),
            ("@at", begun.At)),
        cancel);

    public async Task<IReadOnlyList<AuditEntry>> ListBegunAsync(long beforeMs, int limit, CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync(
            $"SELECT {BegunColumns} FROM audit_begun WHERE at < @before ORDER BY id LIMIT @limit",
            row => new AuditEntry
            {
                Id = row.GetInt64(0),
                TenantId = new TenantId(row.GetInt64(1)),
                ActorId = new UserId(row.LongOrNull(2) ?? 0),
                Action = AuditAction.Unfinished,
                TargetId = row.LongOrNull(3),
                Detail = row.TextOrNull(4),
                Address = row.TextOrNull(5),
                RequestId = row.TextOrNull(6),
                At = row.GetInt64(7),
            },
            ("@before", beforeMs),
            ("@limit", limit)),
        cancel);

    public Task AppendAsync(IReadOnlyList<AuditEntry> entries, IReadOnlyList<long> ended, AuditChain chain, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            if (ended.Count > 0)
                await sql.ExecuteAsync($"DELETE FROM audit_begun WHERE {sql.In("id", "@ended")}", ("@ended", sql.Ids(ended.Order()))); // in one order on all nodes
            if (entries.Count == 0)
                return 0;
            var before = await LockHeadAsync(sql);
            var there = await sql.ListAsync(
                $"SELECT id FROM audit_log WHERE {sql.In("id", "@ids")}", row => row.GetInt64(0), ("@ids", sql.Ids(entries.Select(entry => entry.Id))));
            var (seq, hash) = (before.Seq, before.Hash);
            foreach (var entry in entries.DistinctBy(entry => entry.Id).ExceptBy(there, entry => entry.Id)) // a write that is tried again may have gone through
            {
                hash = chain.Link(++seq, hash, entry);
                await InsertAsync(sql, new AuditLink(seq, hash, entry));
            }

            return seq == before.Seq ? 0 : await WriteHeadAsync(sql, chain.Follow(before, before with { Seq = seq, Hash = hash }));
        },
        cancel);

    public async Task<IReadOnlyList<AuditEntry>> ListAsync(TenantId tenant, long? before, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                $"SELECT {Columns} FROM audit_log WHERE tenant_id = @tenant AND id < @before ORDER BY id DESC LIMIT @limit",
                Read,
                ("@tenant", tenant.Value),
                ("@before", before ?? long.MaxValue),
                ("@limit", limit)),
            cancel);

    public async Task<IReadOnlyList<AuditEntry>> ListOfAsync(TenantId tenant, UserId actor, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                $"SELECT {Columns} FROM audit_log WHERE actor_id = @actor AND tenant_id = @tenant ORDER BY id DESC LIMIT @limit",
                Read,
                ("@actor", actor.Value),
                ("@tenant", tenant.Value),
                ("@limit", limit)),
            cancel);

    public async Task<int> DeleteAsync(long beforeMs, AuditChain chain, CancellationToken cancel)
    {
        var unchained = await OldRows.DeleteAsync(database, "audit_log", "at < @before AND seq IS NULL", beforeMs, cancel);
        if (unchained > 0)
            return unchained;
        var oldest = await database.QueryAsync(
            sql => sql.ListAsync(
                "SELECT seq, hash, at FROM audit_log WHERE seq IS NOT NULL ORDER BY seq LIMIT @limit",
                row => (Seq: row.GetInt64(0), Hash: row.GetFieldValue<byte[]>(1), At: row.GetInt64(2)),
                ("@limit", OldRows.AtOnce)),
            cancel);
        if (oldest.TakeWhile(line => line.At < beforeMs).LastOrDefault() is not { Seq: > 0 } last)
            return 0;
        return await database.TransactAsync(
            async sql =>
            {
                var before = await LockHeadAsync(sql);
                if (last.Seq <= before.BaseSeq)
                    return 0; // another node was faster
                await WriteHeadAsync(sql, chain.Follow(before, before with { BaseSeq = last.Seq, BaseHash = last.Hash }));
                return await sql.ExecuteAsync("DELETE FROM audit_log WHERE seq <= @last", ("@last", last.Seq));
            },
            cancel);
    }

    public Task<AuditHead> ReadHeadAsync(CancellationToken cancel) => database.QueryAsync(sql => HeadAsync(sql, ""), cancel);

    public async Task<IReadOnlyList<AuditLink>> ReadChainAsync(long after, int limit, CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync(
            $"SELECT {Columns}, seq, hash FROM audit_log WHERE seq > @after ORDER BY seq LIMIT @limit",
            row => new AuditLink(row.GetInt64(9), row.GetFieldValue<byte[]>(10), Read(row)),
            ("@after", after),
            ("@limit", limit)),
        cancel);

    public async Task<long?> FindOutsideAsync(AuditHead head, CancellationToken cancel) => await database.QueryAsync(
        sql => sql.FirstAsync<long?>(
            "SELECT id FROM audit_log WHERE seq IS NULL AND id > @legacy ORDER BY id LIMIT 1", row => row.GetInt64(0), ("@legacy", head.LegacyId)),
        cancel);

    private static ValueTask<AuditHead> LockHeadAsync(SqlScope sql) => HeadAsync(sql, sql.Pick(sqlite: "", postgres: "FOR UPDATE"));

    private static async ValueTask<AuditHead> HeadAsync(SqlScope sql, string locking) => await sql.FirstAsync(
        $"SELECT seq, hash, base_seq, base_hash, legacy_id, seal FROM audit_chain WHERE id = 1 {locking}",
        row => new AuditHead
        {
            Seq = row.GetInt64(0),
            Hash = row.GetFieldValue<byte[]>(1),
            BaseSeq = row.GetInt64(2),
            BaseHash = row.GetFieldValue<byte[]>(3),
            LegacyId = row.GetInt64(4),
            Seal = row.BytesOrNull(5),
        }) ?? throw new StorageException("The head of the audit trail is gone: restore the table audit_chain from a backup.");

    private static ValueTask<int> WriteHeadAsync(SqlScope sql, AuditHead head) => sql.ExecuteAsync(
        "UPDATE audit_chain SET seq = @seq, hash = @hash, base_seq = @base, base_hash = @baseHash, seal = @seal WHERE id = 1",
        ("@seq", head.Seq),
        ("@hash", head.Hash),
        ("@base", head.BaseSeq),
        ("@baseHash", head.BaseHash),
        ("@seal", head.Seal));

    private static ValueTask<int> InsertAsync(SqlScope sql, AuditLink link) => sql.ExecuteAsync(
        $"""
        INSERT INTO audit_log ({Columns}, seq, hash)
        VALUES (@id, @tenant, @actor, @action, @target, @detail, @address, @request, @at, @seq, @hash)
        """,
        ("@id", link.Entry.Id),
        ("@tenant", link.Entry.TenantId.Value),
        ("@actor", link.Entry.ActorId.IsNone ? null : link.Entry.ActorId.Value),
        ("@action", (short)link.Entry.Action),
        ("@target", link.Entry.TargetId),
        ("@detail", link.Entry.Detail),
        ("@address", link.Entry.Address),
        ("@request", link.Entry.RequestId),
        ("@at", link.Entry.At),
        ("@seq", link.Seq),
        ("@hash", link.Hash));

    private static AuditEntry Read(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        TenantId = new TenantId(row.GetInt64(1)),
        ActorId = new UserId(row.LongOrNull(2) ?? 0),
        Action = (AuditAction)row.GetInt16(3),
        TargetId = row.LongOrNull(4),
        Detail = row.TextOrNull(5),
        Address = row.TextOrNull(6),
        RequestId = row.TextOrNull(7),
        At = row.GetInt64(8),
    };
}
