namespace Parley.Jobs;

/// <summary>One kind's jobs under way on this node. Owner of the tasks: the runner's loop; a job counts itself out when it ends.</summary>
internal sealed class JobLane(IJobHandler handler)
{
    private readonly List<Task> _underWay = [];
    private int _running;

    public IJobHandler Handler { get; } = handler;

    public IReadOnlyList<Task> UnderWay => _underWay;

    /// <summary>How many more may begin.</summary>
    public int Free => Math.Max(Handler.Policy.Concurrency - Volatile.Read(ref _running), 0);

    public void Begin(Func<Task> job)
    {
        _underWay.RemoveAll(task => task.IsCompleted);
        Interlocked.Increment(ref _running);
        _underWay.Add(Task.Run(job, CancellationToken.None));
    }

    public void End() => Interlocked.Decrement(ref _running);
}
