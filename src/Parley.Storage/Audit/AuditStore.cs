using System.Data.Common;
using Parley.Audit;
using Parley.Primitives;

namespace Parley.Storage.Audit;

/// <summary>The audit trail.</summary>
internal sealed class AuditStore(Database database) : IAuditStore
{
    public Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            foreach (var entry in entries)
                await InsertAsync(sql, entry);
            return entries.Count;
        },
        cancel);

    public async Task<IReadOnlyList<AuditEntry>> ListAsync(TenantId tenant, long? before, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                """
                SELECT id, tenant_id, actor_id, action, target_id, detail, address, request_id, at FROM audit_log
                WHERE tenant_id = @tenant AND id < @before ORDER BY id DESC LIMIT @limit
                """,
                Read,
                ("@tenant", tenant.Value),
                ("@before", before ?? long.MaxValue),
                ("@limit", limit)),
            cancel);

    public Task<int> DeleteAsync(long beforeMs, CancellationToken cancel) => OldRows.DeleteAsync(database, "audit_log", "at < @before", beforeMs, cancel);

    // A write that is tried again may have gone through the first time.
    private static ValueTask<int> InsertAsync(SqlScope sql, AuditEntry entry) => sql.ExecuteAsync(
        """
        INSERT INTO audit_log (id, tenant_id, actor_id, action, target_id, detail, address, request_id, at)
        VALUES (@id, @tenant, @actor, @action, @target, @detail, @address, @request, @at) ON CONFLICT (id) DO NOTHING
        """,
        ("@id", entry.Id),
        ("@tenant", entry.TenantId.Value),
        ("@actor", entry.ActorId.IsNone ? null : entry.ActorId.Value),
        ("@action", (short)entry.Action),
        ("@target", entry.TargetId),
        ("@detail", entry.Detail),
        ("@address", entry.Address),
        ("@request", entry.RequestId),
        ("@at", entry.At));

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
