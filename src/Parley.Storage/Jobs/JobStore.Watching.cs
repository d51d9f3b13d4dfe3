using Parley.Jobs;
using Parley.Primitives;

namespace Parley.Storage.Jobs;

/// <content>What people look at and put right.</content>
internal sealed partial class JobStore
{
    public async Task<IReadOnlyList<Job>> ListAsync(JobFilter filter, JobId? before, int limit, CancellationToken cancel)
    {
        var where = "id < @before" + filter.State switch
        {
            JobState.Waiting => " AND dead_at IS NULL AND lease_owner IS NULL",
            JobState.Running => " AND dead_at IS NULL AND lease_owner IS NOT NULL",
            JobState.Dead => " AND dead_at IS NOT NULL",
            _ => "",
        };
        List<(string, object?)> args = [("@before", before?.Value ?? long.MaxValue), ("@limit", limit)];
        if (filter.Kind is { } kind)
        {
            where += " AND kind = @kind";
            args.Add(("@kind", kind));
        }

        if (!filter.TenantId.IsNone)
        {
            where += " AND tenant_id = @tenant";
            args.Add(("@tenant", filter.TenantId.Value));
        }

        return await database.QueryAsync(
            sql => sql.ListAsync($"SELECT {JobRows.Columns} FROM jobs WHERE {where} ORDER BY id DESC LIMIT @limit", JobRows.Read, [.. args]), cancel);
    }

    public async Task<IReadOnlyList<JobCount>> CountAsync(CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync(
            "SELECT kind, count(*) - count(dead_at), count(dead_at) FROM jobs GROUP BY kind ORDER BY kind",
            row => new JobCount(row.GetString(0), row.GetInt64(1), row.GetInt64(2))),
        cancel);

    public async Task<Outcome<Unit>> ReviveAsync(JobId id, CancellationToken cancel)
    {
        try
        {
            return await inserts.ThenWakeAsync(database.TransactAsync<Outcome<Unit>>(
                async sql =>
                {
                    var revived = await sql.ExecuteAsync(
                        $"""
                        UPDATE jobs SET dead_at = NULL, attempts = 0, due_at = {Now(sql)}, lease_owner = NULL, again_at = NULL
                        WHERE id = @id AND dead_at IS NOT NULL
                        """,
                        ("@id", id.Value),
                        ("@now", clock.NowMs()));
                    if (revived == 1)
                        return new Unit();
                    var there = await sql.FirstAsync("SELECT id FROM jobs WHERE id = @id", row => row.GetInt64(0), ("@id", id.Value));
                    return there == 0 ? ChatError.NotFound : ChatError.Conflict;
                },
                cancel));
        }
        catch (Exception fault) when (database.TakenKey(fault) is not null)
        {
            return ChatError.Conflict;
        }
    }

    public async Task<bool> CancelAsync(JobId id, CancellationToken cancel) =>
        await database.TransactAsync(sql => sql.ExecuteAsync("DELETE FROM jobs WHERE id = @id", ("@id", id.Value)), cancel) == 1;

    public Task<int> DeleteDeadAsync(long beforeMs, CancellationToken cancel) => database.TransactAsync(
        sql => sql.ExecuteAsync(
            "DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE dead_at < @before AND dead_at IS NOT NULL ORDER BY id LIMIT 500) AND dead_at < @before",
            ("@before", beforeMs)),
        cancel);
}
