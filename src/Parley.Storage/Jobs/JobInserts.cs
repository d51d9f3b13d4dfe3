using Parley.Jobs;
using Parley.Primitives;

namespace Parley.Storage.Jobs;

/// <summary>Inserts jobs in the transaction that causes them, for whatever store has one.</summary>
internal sealed class JobInserts(IdGenerator ids, TimeProvider clock)
{
    /// <summary>Database time as Unix ms; <c>@now</c> is this process's clock, which on SQLite is the only one.</summary>
    public const string PostgresNow = "(extract(epoch FROM statement_timestamp()) * 1000)::bigint";

    /// <summary>Told after every commit that inserted jobs.</summary>
    public JobSignal Added { get; } = new();

    /// <summary>Inserts a job; returns it, or the one that waits or runs under its key.</summary>
    public async ValueTask<JobId> InsertAsync(SqlScope sql, NewJob job)
    {
        var now = sql.Pick(sqlite: "@now", postgres: PostgresNow);
        var least = sql.Pick(sqlite: "min", postgres: "least");
        return new JobId(await sql.FirstAsync(
            $"""
            INSERT INTO jobs (id, kind, tenant_id, payload, unique_key, due_at, created_at)
            VALUES (@id, @kind, @tenant, @payload, @key, coalesce(@run, {now}), {now})
            ON CONFLICT (kind, unique_key) WHERE unique_key IS NOT NULL AND dead_at IS NULL DO UPDATE SET
                due_at = CASE WHEN jobs.lease_owner IS NULL AND jobs.attempts = 0 THEN {least}(jobs.due_at, excluded.due_at) ELSE jobs.due_at END,
                again_at = CASE WHEN jobs.lease_owner IS NULL THEN NULL ELSE {least}(coalesce(jobs.again_at, excluded.due_at), excluded.due_at) END
            RETURNING id
            """,
            row => row.GetInt64(0),
            ("@id", ids.Next()),
            ("@kind", job.Kind),
            ("@tenant", job.TenantId.IsNone ? null : job.TenantId.Value),
            ("@payload", job.Payload),
            ("@key", job.UniqueKey),
            ("@run", job.RunAt),
            ("@now", clock.NowMs())));
    }

    /// <summary>Inserts several.</summary>
    public async ValueTask InsertAsync(SqlScope sql, IReadOnlyList<NewJob> jobs)
    {
        foreach (var job in jobs)
            await InsertAsync(sql, job);
    }

    /// <summary>Awaits a transaction that may have inserted jobs, then has this node look for them.</summary>
    public async Task<T> ThenWakeAsync<T>(Task<T> transaction)
    {
        var result = await transaction;
        Added.Set();
        return result;
    }
}
