using System.Data.Common;
using Parley.Jobs;
using Parley.Primitives;

namespace Parley.Storage.Jobs;

/// <summary>Jobs as rows.</summary>
internal static class JobRows
{
    /// <summary>In the order of <see cref="Read"/>.</summary>
    public const string Columns = "id, kind, tenant_id, payload, unique_key, due_at, attempts, lease_owner, fence, last_error, dead_at, created_at";

    public static Job Read(DbDataReader row) => new()
    {
        Id = new JobId(row.GetInt64(0)),
        Kind = row.GetString(1),
        TenantId = new TenantId(row.LongOrNull(2) ?? 0),
        Payload = row.GetString(3),
        UniqueKey = row.TextOrNull(4),
        DueAt = row.GetInt64(5),
        Attempts = row.GetInt32(6),
        LeaseOwner = row.TextOrNull(7),
        Fence = row.GetInt64(8),
        LastError = row.TextOrNull(9),
        DeadAt = row.LongOrNull(10),
        CreatedAt = row.GetInt64(11),
    };
}
