using Parley.Jobs;
using Parley.Primitives;

namespace Parley.Storage.Jobs;

/// <summary>Jobs. Claims skip what another node has locked; every note of a holder names the fence that it was given.</summary>
internal sealed partial class JobStore(Database database, JobInserts inserts, TimeProvider clock) : IJobStore
{
    private const int MostClaimed = 50;
    private const int MostError = 1000;

    public JobSignal Added => inserts.Added;

    public Task<JobId> EnqueueAsync(NewJob job, CancellationToken cancel) =>
        inserts.ThenWakeAsync(database.TransactAsync(sql => inserts.InsertAsync(sql, job), cancel));

    public async Task<IReadOnlyList<Job>> ClaimAsync(string kind, string owner, TimeSpan lease, int most, CancellationToken cancel)
    {
        // A look beside the writer first: most of the time nothing is due.
        (string, object?)[] args =
        [
            ("@kind", kind), ("@owner", owner), ("@lease", (long)lease.TotalMilliseconds), ("@most", Math.Min(most, MostClaimed)), ("@now", clock.NowMs()),
        ];
        var any = await database.QueryAsync(
            sql => sql.FirstAsync($"SELECT id FROM jobs WHERE kind = @kind AND dead_at IS NULL AND due_at <= {Now(sql)} LIMIT 1", row => row.GetInt64(0), args),
            cancel);
        return any == 0 ? [] : await database.TransactAsync(
            sql => sql.ListAsync(
                $"""
                WITH due AS MATERIALIZED (
                    SELECT id FROM jobs WHERE kind = @kind AND dead_at IS NULL AND due_at <= {Now(sql)}
                    ORDER BY due_at, id LIMIT @most {sql.Pick(sqlite: "", postgres: "FOR UPDATE SKIP LOCKED")})
                UPDATE jobs SET lease_owner = @owner, due_at = {Now(sql)} + @lease, attempts = attempts + 1, fence = fence + 1, again_at = NULL
                WHERE id IN (SELECT id FROM due)
                RETURNING {JobRows.Columns}
                """,
                JobRows.Read,
                args),
            cancel);
    }

    public Task<bool> CompleteAsync(Job job, IReadOnlyList<NewJob> followUps, CancellationToken cancel) => inserts.ThenWakeAsync(database.TransactAsync(
        async sql =>
        {
            // Locked by the first statement: who asks for it meanwhile waits, and then makes a new one or finds it waiting.
            var again = await sql.ExecuteAsync(
                """
                UPDATE jobs SET due_at = coalesce(again_at, due_at), attempts = CASE WHEN again_at IS NULL THEN attempts ELSE 0 END, lease_owner = NULL
                WHERE id = @id AND fence = @fence AND dead_at IS NULL
                """,
                Held(job));
            if (again == 0)
                return false;
            await sql.ExecuteAsync("DELETE FROM jobs WHERE id = @id AND again_at IS NULL", ("@id", job.Id.Value));
            await sql.ExecuteAsync("UPDATE jobs SET again_at = NULL WHERE id = @id", ("@id", job.Id.Value));
            await inserts.InsertAsync(sql, followUps);
            return true;
        },
        cancel));

    public async Task<bool> FailAsync(Job job, string error, TimeSpan? delay, CancellationToken cancel) => await database.TransactAsync(
        sql => sql.ExecuteAsync(
            // Given up, but wanted once more meanwhile: then it starts afresh.
            $"""
            UPDATE jobs SET lease_owner = NULL, last_error = @error, again_at = NULL,
                due_at = CASE WHEN @dead = 1 THEN coalesce(again_at, due_at) ELSE {Now(sql)} + @delay END,
                attempts = CASE WHEN @dead = 1 AND again_at IS NOT NULL THEN 0 ELSE attempts END,
                dead_at = CASE WHEN @dead = 1 AND again_at IS NULL THEN {Now(sql)} END
            WHERE id = @id AND fence = @fence AND dead_at IS NULL
            """,
            [
                .. Held(job),
                ("@error", Storable(error)),
                ("@dead", delay is null ? 1 : 0),
                ("@delay", (long)(delay?.TotalMilliseconds ?? 0)),
                ("@now", clock.NowMs()),
            ]),
        cancel) == 1;

    public async Task<bool> PostponeAsync(Job job, TimeSpan delay, CancellationToken cancel) => await database.TransactAsync(
        sql => sql.ExecuteAsync(
            // Wanted once more meanwhile: not later than that. One that waits for its time has not failed, and may be hurried (JobInserts).
            $"""
            UPDATE jobs SET lease_owner = NULL, again_at = NULL,
                due_at = {sql.Pick(sqlite: "min", postgres: "least")}(coalesce(again_at, {Now(sql)} + @delay), {Now(sql)} + @delay),
                attempts = CASE WHEN again_at IS NULL AND @delay = 0 THEN attempts - 1 ELSE 0 END
            WHERE id = @id AND fence = @fence AND dead_at IS NULL
            """,
            [.. Held(job), ("@delay", (long)delay.TotalMilliseconds), ("@now", clock.NowMs())]),
        cancel) == 1;

    // Of whatever a fault's text brings along.
    private static string Storable(string error) => string.Concat(error.Take(MostError).Select(c => c == '\0' || char.IsSurrogate(c) ? '?' : c));

    private static string Now(SqlScope sql) => sql.Pick(sqlite: "@now", postgres: JobInserts.PostgresNow);

    private static (string Name, object? Value)[] Held(Job job) => [("@id", job.Id.Value), ("@fence", job.Fence)];
}
