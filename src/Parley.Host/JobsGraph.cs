using Parley.Jobs;

namespace Parley.Host;

/// <summary>The node's runner of jobs, over whatever handlers the features registered.</summary>
internal sealed class JobsGraph : IAsyncDisposable
{
    private readonly JobMetrics _metrics = new();
    private readonly JobRunner _runner;

    public JobsGraph(Installation installation, IServiceProvider services, ILoggerFactory logs) => _runner = new JobRunner(
        installation.Stores.Jobs,
        services.GetServices<IJobHandler>(),
        $"{Environment.MachineName}:{Environment.ProcessId}",
        _metrics,
        installation.Clock,
        logs.CreateLogger<JobRunner>());

    /// <summary>Begins.</summary>
    public void Start() => _runner.Start();

    /// <summary>Ends; what was under way is given back.</summary>
    public async ValueTask DisposeAsync()
    {
        await _runner.DisposeAsync();
        _metrics.Dispose();
    }
}
