using Parley.Jobs;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Jobs;

public sealed class JobsOnSqlite(SqliteFixture fixture) : JobStoreContract(fixture), IClassFixture<SqliteFixture>;

public sealed class JobsOnPostgres(PostgresFixture fixture) : JobStoreContract(fixture), IClassFixture<PostgresFixture>;

public abstract class JobStoreContract(DatabaseFixture fixture)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private readonly string _kind = $"k{Guid.NewGuid():N}"; // none that another test has

    private IJobStore Jobs => fixture.Stores.Jobs;

    [Fact]
    public async Task A_job_is_claimed_once_and_goes_when_it_is_done()
    {
        var tenant = new TenantId(7);
        var id = await Jobs.EnqueueAsync(New() with { TenantId = tenant, Payload = """{"a":"ä"}""", UniqueKey = "u" }, default);
        var job = Assert.Single(await ClaimAsync());
        Assert.Equal((id, _kind, tenant, """{"a":"ä"}""", "u", 1, "here"), (job.Id, job.Kind, job.TenantId, job.Payload, job.UniqueKey, job.Attempts, job.LeaseOwner));
        Assert.Equal(JobState.Running, job.State);
        Assert.Empty(await ClaimAsync());
        Assert.True(await Jobs.CompleteAsync(job, [], default));
        Assert.Empty(await AllAsync());
        Assert.False(await Jobs.CompleteAsync(job, [], default));
    }

    [Fact]
    public async Task A_later_job_waits_for_its_time()
    {
        var far = DateTimeOffset.UnixEpoch.AddYears(200).ToUnixTimeMilliseconds();
        await Jobs.EnqueueAsync(New() with { RunAt = far }, default);
        Assert.Empty(await ClaimAsync());
        Assert.Equal((far, JobState.Waiting), (Assert.Single(await AllAsync()).DueAt, Assert.Single(await AllAsync()).State));
    }

    [Fact]
    public async Task The_oldest_due_come_first_and_at_most_fifty_at_once()
    {
        var ids = new List<JobId>();
        for (var i = 0; i < 60; i++)
            ids.Add(await Jobs.EnqueueAsync(New() with { RunAt = i + 1 }, default));
        var first = await ClaimAsync(1000);
        Assert.Equal(ids.Take(50).Order(Comparer<JobId>.Create((a, b) => a.Value.CompareTo(b.Value))), first.Select(job => job.Id).OrderBy(id => id.Value));
        Assert.Equal(10, (await ClaimAsync(1000)).Count);
    }

    [Fact]
    public async Task A_lease_that_ran_out_is_taken_over_and_its_first_holder_changes_nothing_any_more()
    {
        await Jobs.EnqueueAsync(New(), default);
        var lost = Assert.Single(await ClaimAsync());
        await LeaseRunsOutAsync(lost);
        var taken = Assert.Single(await ClaimAsync());
        Assert.Equal((lost.Id, 2), (taken.Id, taken.Attempts));

        Assert.False(await Jobs.CompleteAsync(lost, [New()], default));
        Assert.False(await Jobs.FailAsync(lost, "late", null, default));
        Assert.False(await Jobs.PostponeAsync(lost, TimeSpan.Zero, default));
        Assert.Equal(taken, Assert.Single(await AllAsync()));
        Assert.True(await Jobs.CompleteAsync(taken, [], default));
    }

    [Fact]
    public async Task A_lease_that_ran_out_may_still_be_completed_while_nobody_took_it()
    {
        await Jobs.EnqueueAsync(New(), default);
        var job = Assert.Single(await ClaimAsync());
        await LeaseRunsOutAsync(job);
        Assert.True(await Jobs.CompleteAsync(job, [], default));
        Assert.Empty(await AllAsync());
    }

    [Fact]
    public async Task A_failure_is_tried_again_later_and_in_the_end_lies_dead_until_somebody_revives_it()
    {
        await Jobs.EnqueueAsync(New(), default);
        var first = Assert.Single(await ClaimAsync());
        Assert.True(await Jobs.FailAsync(first, "bad\0 \ud800", TimeSpan.FromHours(1), default));
        Assert.Empty(await ClaimAsync());
        Assert.Equal("bad? ?", Assert.Single(await AllAsync()).LastError);
        await LeaseRunsOutAsync(first);

        var second = Assert.Single(await ClaimAsync());
        Assert.Equal(2, second.Attempts);
        Assert.True(await Jobs.FailAsync(second, new string('x', 5000), null, default));
        var dead = Assert.Single(await Jobs.ListAsync(new JobFilter { Kind = _kind, State = JobState.Dead }, null, 10, default));
        Assert.Equal((JobState.Dead, 1000), (dead.State, dead.LastError!.Length));
        Assert.Empty(await ClaimAsync());

        Assert.True((await Jobs.ReviveAsync(dead.Id, default)).IsOk);
        Assert.Equal(ChatError.Conflict, (await Jobs.ReviveAsync(dead.Id, default)).Refusal?.Error);
        Assert.Equal(ChatError.NotFound, (await Jobs.ReviveAsync(new JobId(1), default)).Refusal?.Error);
        Assert.Equal(1, Assert.Single(await ClaimAsync()).Attempts);
    }

    [Fact]
    public async Task A_postponed_attempt_does_not_count()
    {
        await Jobs.EnqueueAsync(New(), default);
        var job = Assert.Single(await ClaimAsync());
        Assert.True(await Jobs.PostponeAsync(job, TimeSpan.Zero, default));
        Assert.Equal(1, Assert.Single(await ClaimAsync()).Attempts);
    }

    [Fact]
    public async Task One_that_is_wanted_while_it_is_put_off_does_not_wait()
    {
        var keyed = New() with { UniqueKey = "k" };
        await Jobs.EnqueueAsync(keyed, default);
        var job = Assert.Single(await ClaimAsync());
        await Jobs.EnqueueAsync(keyed, default); // after it had looked, before it says so
        Assert.True(await Jobs.PostponeAsync(job, TimeSpan.FromHours(1), default));
        job = Assert.Single(await ClaimAsync());

        // Nor does one that failed before, and was put off then.
        Assert.True(await Jobs.FailAsync(job, "e", TimeSpan.Zero, default));
        job = Assert.Single(await ClaimAsync());
        Assert.Equal(2, job.Attempts);
        Assert.True(await Jobs.PostponeAsync(job, TimeSpan.FromHours(1), default));
        Assert.Empty(await ClaimAsync());
        await Jobs.EnqueueAsync(keyed, default);
        Assert.Equal(1, Assert.Single(await ClaimAsync()).Attempts);
    }

    [Fact]
    public async Task A_key_has_one_live_job_and_asking_again_moves_it_forward_only()
    {
        var later = fixture.Clock.NowMs + 1_000_000_000_000;
        var keyed = New() with { UniqueKey = "k" };
        var id = await Jobs.EnqueueAsync(keyed with { RunAt = later }, default);
        Assert.Equal(id, await Jobs.EnqueueAsync(keyed with { RunAt = later + 1 }, default));
        Assert.Equal(later, Assert.Single(await AllAsync()).DueAt);
        Assert.Equal(id, await Jobs.EnqueueAsync(keyed, default));
        var job = Assert.Single(await ClaimAsync());

        // One that failed and waits is not hurried.
        Assert.True(await Jobs.FailAsync(job, "e", TimeSpan.FromHours(1), default));
        await Jobs.EnqueueAsync(keyed, default);
        Assert.Empty(await ClaimAsync());
        Assert.Single(await AllAsync());
    }

    [Fact]
    public async Task What_is_asked_for_while_it_runs_runs_once_more()
    {
        var keyed = New() with { UniqueKey = "k" };
        var id = await Jobs.EnqueueAsync(keyed, default);
        var job = Assert.Single(await ClaimAsync());
        Assert.Equal(id, await Jobs.EnqueueAsync(keyed, default));
        Assert.Empty(await ClaimAsync());
        Assert.True(await Jobs.CompleteAsync(job, [], default));
        job = Assert.Single(await ClaimAsync());
        Assert.Equal((id, 1), (job.Id, job.Attempts));

        // Given up although it was asked for once more: that one begins afresh.
        await Jobs.EnqueueAsync(keyed, default);
        Assert.True(await Jobs.FailAsync(job, "e", null, default));
        job = Assert.Single(await ClaimAsync());
        Assert.True(await Jobs.CompleteAsync(job, [], default));
        Assert.Empty(await AllAsync());
    }

    [Fact]
    public async Task A_dead_job_leaves_its_key_free_and_does_not_come_back_while_another_has_it()
    {
        var keyed = New() with { UniqueKey = "k" };
        var dead = await Jobs.EnqueueAsync(keyed, default);
        await Jobs.FailAsync(Assert.Single(await ClaimAsync()), "e", null, default);
        Assert.NotEqual(dead, await Jobs.EnqueueAsync(keyed, default));
        Assert.Equal(ChatError.Conflict, (await Jobs.ReviveAsync(dead, default)).Refusal?.Error);
        Assert.True(await Jobs.CancelAsync(dead, default));
        Assert.False(await Jobs.CancelAsync(dead, default));
        Assert.Single(await AllAsync());
    }

    [Fact]
    public async Task What_follows_from_a_job_comes_with_the_note_of_it_or_not_at_all()
    {
        await Jobs.EnqueueAsync(New() with { UniqueKey = "k" }, default);
        var job = Assert.Single(await ClaimAsync());
        var next = _kind + "next";
        Assert.True(await Jobs.CompleteAsync(job, [New() with { UniqueKey = "k" }, New() with { Kind = next }], default));
        Assert.False(await Jobs.CompleteAsync(job, [New() with { Kind = next }], default));
        Assert.Equal([new JobCount(_kind, 1, 0), new JobCount(next, 1, 0)], (await Jobs.CountAsync(default)).Where(count => count.Kind.StartsWith(_kind, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_job_of_a_transaction_that_fails_does_not_come_to_be()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.Stores.Database.TransactAsync<int>(
            async sql =>
            {
                await fixture.Stores.JobInserts.InsertAsync(sql, New());
                throw new InvalidOperationException("no");
            },
            default));
        Assert.Empty(await AllAsync());
        await fixture.Stores.Database.TransactAsync(sql => fixture.Stores.JobInserts.InsertAsync(sql, New()), default);
        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task Jobs_are_listed_newest_first_by_kind_tenant_and_state()
    {
        var one = await Jobs.EnqueueAsync(New() with { TenantId = new TenantId(5) }, default);
        var two = await Jobs.EnqueueAsync(New(), default);
        Assert.Equal([two, one], (await AllAsync()).Select(job => job.Id));
        Assert.Equal([one], (await Jobs.ListAsync(new JobFilter { Kind = _kind }, two, 10, default)).Select(job => job.Id));
        Assert.Equal([one], (await Jobs.ListAsync(new JobFilter { Kind = _kind, TenantId = new TenantId(5) }, null, 10, default)).Select(job => job.Id));
        Assert.Equal([two], (await Jobs.ListAsync(new JobFilter { Kind = _kind, State = JobState.Waiting }, null, 1, default)).Select(job => job.Id));
        Assert.Empty(await Jobs.ListAsync(new JobFilter { Kind = _kind, State = JobState.Running }, null, 10, default));
    }

    private NewJob New() => new() { Kind = _kind };

    private Task<IReadOnlyList<Job>> ClaimAsync(int most = 10) => Jobs.ClaimAsync(_kind, "here", Lease, most, default);

    private Task<IReadOnlyList<Job>> AllAsync() => Jobs.ListAsync(new JobFilter { Kind = _kind }, null, 100, default);

    private Task<int> LeaseRunsOutAsync(Job job) => fixture.Stores.Database.TransactAsync(
        sql => sql.ExecuteAsync("UPDATE jobs SET due_at = 1 WHERE id = @id", ("@id", job.Id.Value)), default);
}
