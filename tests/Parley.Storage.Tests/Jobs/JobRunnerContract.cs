using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Jobs;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Jobs;

public sealed class JobRunnersOnSqlite(SqliteFixture fixture) : JobRunnerContract(fixture), IClassFixture<SqliteFixture>;

public sealed class JobRunnersOnPostgres(PostgresFixture fixture) : JobRunnerContract(fixture), IClassFixture<PostgresFixture>;

public abstract class JobRunnerContract(DatabaseFixture fixture)
{
    private const int Many = 200;

    private readonly string _kind = $"k{Guid.NewGuid():N}";

    private IJobStore Jobs => fixture.Stores.Jobs;

    [Fact]
    public async Task Several_runners_do_every_job_and_none_twice()
    {
        var done = new ConcurrentBag<JobId>();
        var all = new TaskCompletionSource();
        var handler = new Handler(_kind, (job, _) =>
        {
            done.Add(job.Id);
            if (done.Count == Many)
                all.TrySetResult();
            return Task.FromResult(JobResult.Ok);
        });
        var runners = Enumerable.Range(0, 4).Select(_ => Run(handler)).ToArray();
        var ids = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => Jobs.EnqueueAsync(new NewJob { Kind = _kind }, default)));
        await all.Task;
        foreach (var runner in runners)
            await runner.DisposeAsync();

        Assert.Equal(ids.Select(id => id.Value).Order(), done.Select(id => id.Value).Order());
        Assert.Empty(await Jobs.ListAsync(new JobFilter { Kind = _kind }, null, 1, default));
    }

    [Fact]
    public async Task Another_runner_takes_over_what_a_dead_one_had()
    {
        // A runner that hangs for ever: it neither ends its job nor hears of its end.
        var begun = new TaskCompletionSource<Job>();
        var released = new TaskCompletionSource();
        var dead = Run(new Handler(_kind, async (job, _) =>
        {
            begun.TrySetResult(job);
            await released.Task;
            return JobResult.Ok;
        }, concurrency: 1));
        await Jobs.EnqueueAsync(new NewJob { Kind = _kind }, default);
        var lost = await begun.Task;

        var taken = new TaskCompletionSource<Job>();
        await using (Run(new Handler(_kind, (job, _) =>
        {
            taken.TrySetResult(job);
            return Task.FromResult(JobResult.Ok);
        })))
        {
            await fixture.Stores.Database.TransactAsync(
                sql => sql.ExecuteAsync("UPDATE jobs SET due_at = 1 WHERE id = @id", ("@id", lost.Id.Value)), default);
            Jobs.Added.Set();
            var job = await taken.Task;
            Assert.Equal((lost.Id, 2), (job.Id, job.Attempts));
            await GoneAsync();
        }

        Assert.False(await Jobs.CompleteAsync(lost, [], default));
        released.SetResult();
        await dead.DisposeAsync();
    }

    [Fact]
    public async Task What_throws_is_tried_again_and_what_never_succeeds_lies_dead()
    {
        var attempts = 0;
        var handler = new Handler(_kind, (_, _) => Interlocked.Increment(ref attempts) < 3
            ? throw new InvalidOperationException("not yet")
            : Task.FromResult<JobResult>(new JobResult.Failed("never")));
        await using var runner = Run(handler);
        await Jobs.EnqueueAsync(new NewJob { Kind = _kind }, default);
        Job? dead = null;
        while (dead is null)
            dead = (await Jobs.ListAsync(new JobFilter { Kind = _kind, State = JobState.Dead }, null, 1, default)).SingleOrDefault();
        Assert.Equal((4, 4, "never"), (dead.Attempts, attempts, dead.LastError));
    }

    [Fact]
    public async Task A_stop_gives_back_what_is_under_way()
    {
        var begun = new TaskCompletionSource();
        var runner = Run(new Handler(_kind, async (_, cancel) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancel);
            return JobResult.Ok;
        }));
        await Jobs.EnqueueAsync(new NewJob { Kind = _kind }, default);
        await begun.Task;
        await runner.DisposeAsync();

        var job = Assert.Single(await Jobs.ListAsync(new JobFilter { Kind = _kind }, null, 10, default));
        Assert.Equal((JobState.Waiting, 0), (job.State, job.Attempts));
    }

    [Fact]
    public async Task No_more_jobs_of_a_kind_than_its_policy_says_run_at_once_and_the_rest_follow()
    {
        var (running, most) = (0, 0);
        var done = 0;
        var all = new TaskCompletionSource();
        await using var runner = Run(new Handler(_kind, async (_, _) =>
        {
            var now = Interlocked.Increment(ref running);
            lock (all)
                most = Math.Max(most, now);
            await Task.Yield();
            Interlocked.Decrement(ref running);
            if (Interlocked.Increment(ref done) == 30)
                all.TrySetResult();
            return JobResult.Ok;
        }));
        for (var i = 0; i < 30; i++)
            await Jobs.EnqueueAsync(new NewJob { Kind = _kind }, default);
        await all.Task;
        Assert.InRange(most, 1, 4);
    }

    [Fact]
    public async Task A_job_that_its_nodes_die_of_is_given_up()
    {
        await Jobs.EnqueueAsync(new NewJob { Kind = _kind }, default);
        for (var death = 0; death < 4; death++)
        {
            var lost = Assert.Single(await Jobs.ClaimAsync(_kind, "dies", TimeSpan.FromMinutes(1), 1, default));
            await fixture.Stores.Database.TransactAsync(sql => sql.ExecuteAsync("UPDATE jobs SET due_at = 1 WHERE id = @id", ("@id", lost.Id.Value)), default);
        }

        await using var runner = Run(new Handler(_kind, (_, _) => throw new InvalidOperationException("not to be called")));
        while ((await Jobs.ListAsync(new JobFilter { Kind = _kind, State = JobState.Dead }, null, 1, default)).Count == 0)
            await Task.Yield();
    }

    private JobRunner Run(IJobHandler handler)
    {
        var runner = new JobRunner(Jobs, [handler], "test", new JobMetrics(), fixture.Clock, NullLogger<JobRunner>.Instance);
        runner.Start();
        return runner;
    }

    private async Task GoneAsync()
    {
        while ((await Jobs.ListAsync(new JobFilter { Kind = _kind }, null, 1, default)).Count > 0)
            await Task.Yield();
    }

    private sealed class Handler(string kind, Func<Job, CancellationToken, Task<JobResult>> run, int concurrency = 4) : IJobHandler
    {
        public string Kind => kind;

        public JobPolicy Policy { get; } = new() { Concurrency = concurrency, Attempts = 4, FirstDelay = TimeSpan.Zero };

        public Task<JobResult> RunAsync(Job job, CancellationToken cancel) => run(job, cancel);
    }
}
