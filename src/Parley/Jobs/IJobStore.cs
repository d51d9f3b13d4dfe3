using Parley.Primitives;

namespace Parley.Jobs;

/// <summary>
/// Jobs at rest. Who claims one holds it under a lease by database time; whoever comes back after somebody else has claimed it (a stale
/// <see cref="Job.Fence"/>) changes nothing. Stores of other features insert jobs in the transaction that causes them.
/// </summary>
public interface IJobStore
{
    /// <summary>Told after every commit on this node that inserted jobs.</summary>
    JobSignal Added { get; }

    /// <summary>Inserts a job in a transaction of its own.</summary>
    /// <returns>The job, or the one that waits or runs under the same <see cref="NewJob.UniqueKey"/>.</returns>
    Task<JobId> EnqueueAsync(NewJob job, CancellationToken cancel);

    /// <summary>Takes what is due of a kind, the oldest first, what other nodes are taking at the same moment left out.</summary>
    /// <param name="owner">Who takes it, for people to read.</param>
    /// <param name="most">At most 50.</param>
    Task<IReadOnlyList<Job>> ClaimAsync(string kind, string owner, TimeSpan lease, int most, CancellationToken cancel);

    /// <summary>A job is done: it goes, and what follows from it is inserted in the same transaction.</summary>
    /// <returns>False for a stale lease: nothing was written.</returns>
    Task<bool> CompleteAsync(Job job, IReadOnlyList<NewJob> followUps, CancellationToken cancel);

    /// <summary>A job failed.</summary>
    /// <param name="error">Why, for people to read; cut at 1,000 characters.</param>
    /// <param name="delay">When it is tried again, from now; null: it is given up.</param>
    /// <returns>False for a stale lease: nothing was written.</returns>
    Task<bool> FailAsync(Job job, string error, TimeSpan? delay, CancellationToken cancel);

    /// <summary>
    /// Gives a job back untried: this attempt does not count. Put off to a later time, it begins anew then, and earlier when it was or is asked for
    /// again.
    /// </summary>
    /// <returns>False for a stale lease: nothing was written.</returns>
    Task<bool> PostponeAsync(Job job, TimeSpan delay, CancellationToken cancel);

    /// <summary>Jobs, newest first.</summary>
    /// <param name="before">Only older ones than this; null: from the newest.</param>
    Task<IReadOnlyList<Job>> ListAsync(JobFilter filter, JobId? before, int limit, CancellationToken cancel);

    /// <summary>How many there are of each kind.</summary>
    Task<IReadOnlyList<JobCount>> CountAsync(CancellationToken cancel);

    /// <summary>Has a dead job tried again at once, as if it were new.</summary>
    /// <returns>
    /// <see cref="ChatError.NotFound"/>; <see cref="ChatError.Conflict"/> when it is not dead, or another took its unique key meanwhile.
    /// </returns>
    Task<Outcome<Unit>> ReviveAsync(JobId id, CancellationToken cancel);

    /// <summary>Removes a job, dead or alive. What a node is doing this moment it does to the end.</summary>
    /// <returns>False when there is none.</returns>
    Task<bool> CancelAsync(JobId id, CancellationToken cancel);

    /// <summary>Deletes a few hundred at most of the jobs that were given up before a time.</summary>
    /// <returns>How many.</returns>
    Task<int> DeleteDeadAsync(long beforeMs, CancellationToken cancel);
}
