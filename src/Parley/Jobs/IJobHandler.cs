namespace Parley.Jobs;

/// <summary>
/// Does the jobs of one kind. It must bear doing one twice: a node may die between the deed and the note of it, and a lease may run out.
/// </summary>
public interface IJobHandler
{
    /// <summary>The kind.</summary>
    string Kind { get; }

    /// <summary>How such jobs are run.</summary>
    JobPolicy Policy { get; }

    /// <summary>Does a job. What it throws counts as a failure, to be tried again.</summary>
    /// <param name="cancel">The lease is about to run out, or this node stops.</param>
    Task<JobResult> RunAsync(Job job, CancellationToken cancel);
}
