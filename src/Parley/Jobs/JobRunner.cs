using Microsoft.Extensions.Logging;

namespace Parley.Jobs;

/// <summary>
/// Runs jobs on this node: one loop, each kind bounded by itself, so that a slow one holds no other up. It looks at once when this node inserted a
/// job, and each second for those of others. What it cannot finish before a stop it gives back; what a dead node had is due again when its lease
/// runs out. Owner of the tasks under way: the loop.
/// </summary>
public sealed partial class JobRunner(
    IJobStore store, IEnumerable<IJobHandler> handlers, string node, JobMetrics metrics, TimeProvider clock, ILogger<JobRunner> log) : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(10);

    private readonly JobLane[] _lanes = [.. handlers.Select(handler => new JobLane(handler))];
    private readonly JobSignal _freed = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins.</summary>
    public void Start() => _loop = Task.Run(RunAsync, CancellationToken.None);

    /// <summary>Claims no more, cancels what is under way and gives it back, then ends. Ending it again does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        await _loop;
        await Task.WhenAny(Task.WhenAll(_lanes.SelectMany(lane => lane.UnderWay)), Task.Delay(LastWords, clock, CancellationToken.None)); // the rest others take over
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var failures = 0;
        while (!_stop.IsCancellationRequested)
        {
            var (added, freed) = (store.Added.Next, _freed.Next);
            try
            {
                await LookAsync();
                failures = 0;
                await Task.WhenAny(added, freed, Task.Delay(Period, clock, _stop.Token));
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogLookFailed(fault);
                await PauseAsync(++failures);
            }
        }
    }

    private async Task LookAsync()
    {
        foreach (var lane in _lanes)
        {
            if (lane.Free is not (> 0 and var free))
                continue;
            foreach (var job in await store.ClaimAsync(lane.Handler.Kind, node, lane.Handler.Policy.Lease, free, _stop.Token))
                lane.Begin(() => DoAsync(lane, job));
        }
    }

    private async Task DoAsync(JobLane lane, Job job)
    {
        var handler = lane.Handler;
        var since = clock.GetTimestamp();
        metrics.Begin(job);
        try
        {
            var result = job.Attempts > handler.Policy.Attempts
                ? new JobResult.Hopeless("It was begun and not finished, again and again.")
                : await TryAsync(handler, job);
            if (!await NoteAsync(handler.Policy, job, result))
                LogStale(job.Kind, job.Id);
            metrics.End(job, result, clock.GetElapsedTime(since));
        }
        catch (Exception fault)
        {
            // Its lease runs out, and then it is done again.
            LogNotNoted(fault, job.Kind, job.Id);
            metrics.End(job, null, clock.GetElapsedTime(since));
        }
        finally
        {
            lane.End();
            _freed.Set();
        }
    }

    private async Task<JobResult> TryAsync(IJobHandler handler, Job job)
    {
        // A little before the lease ends, so that there is time to say so.
        using var lease = new CancellationTokenSource(handler.Policy.Lease * 0.9, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lease.Token, _stop.Token);
        try
        {
            return await handler.RunAsync(job, either.Token);
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            return new JobResult.Later(TimeSpan.Zero);
        }
        catch (OperationCanceledException) when (lease.IsCancellationRequested)
        {
            LogTooSlow(job.Kind, job.Id, handler.Policy.Lease);
            return new JobResult.Failed("It took longer than its lease.");
        }
        catch (Exception fault)
        {
            LogFailed(fault, job.Kind, job.Id, job.Attempts);
            return new JobResult.Failed($"{fault.GetType().Name}: {fault.Message}");
        }
    }

    private Task<bool> NoteAsync(JobPolicy policy, Job job, JobResult result) => result switch
    {
        JobResult.Done done => store.CompleteAsync(job, done.FollowUps, CancellationToken.None),
        JobResult.Later later => store.PostponeAsync(job, later.Delay, CancellationToken.None),
        JobResult.Failed failed when job.Attempts < policy.Attempts =>
            store.FailAsync(job, failed.Error, failed.Delay ?? policy.DelayAfter(job.Attempts, Random.Shared.NextDouble()), CancellationToken.None),
        JobResult.Failed failed => GiveUpAsync(job, failed.Error),
        JobResult.Hopeless hopeless => GiveUpAsync(job, hopeless.Error),
        _ => throw new InvalidOperationException($"Unknown result {result}."),
    };

    private Task<bool> GiveUpAsync(Job job, string error)
    {
        LogGivenUp(job.Kind, job.Id, job.Attempts, error);
        return store.FailAsync(job, error, delay: null, CancellationToken.None);
    }

    private async Task PauseAsync(int failures)
    {
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(failures, 10) - 1))), clock, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs could not be claimed; trying again")]
    private partial void LogLookFailed(Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {Kind} job {Id} failed at attempt {Attempt}")]
    private partial void LogFailed(Exception fault, string kind, JobId id, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {Kind} job {Id} took longer than its lease of {Lease}")]
    private partial void LogTooSlow(string kind, JobId id, TimeSpan lease);

    [LoggerMessage(Level = LogLevel.Error, Message = "The {Kind} job {Id} is given up after {Attempts} attempts: {Error}")]
    private partial void LogGivenUp(string kind, JobId id, int attempts, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of the {Kind} job {Id} had run out before it was finished")]
    private partial void LogStale(string kind, JobId id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What came of the {Kind} job {Id} could not be noted; it will be done again")]
    private partial void LogNotNoted(Exception fault, string kind, JobId id);
}
