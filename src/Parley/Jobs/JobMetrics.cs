using System.Diagnostics.Metrics;

namespace Parley.Jobs;

/// <summary>What the jobs of this node do, as instruments of the meter <c>Parley.Jobs</c>, each with the tag <c>kind</c>.</summary>
public sealed class JobMetrics : IDisposable
{
    private readonly Meter _meter = new("Parley.Jobs");
    private readonly Counter<long> _ended;
    private readonly UpDownCounter<long> _running;
    private readonly Histogram<double> _duration;

    /// <summary>Makes the instruments.</summary>
    public JobMetrics()
    {
        _ended = _meter.CreateCounter<long>("parley_jobs_total", description: "Jobs that ended, by result: done, failed, hopeless, later, unnoted.");
        _running = _meter.CreateUpDownCounter<long>("parley_jobs_running", description: "Jobs under way on this node.");
        _duration = _meter.CreateHistogram<double>("parley_job_seconds", "s", "How long a job took.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Begin(Job job) => _running.Add(1, new KeyValuePair<string, object?>("kind", job.Kind));

    internal void End(Job job, JobResult? result, TimeSpan took)
    {
        var kind = new KeyValuePair<string, object?>("kind", job.Kind);
        var outcome = result switch
        {
            JobResult.Done => "done",
            JobResult.Failed => "failed",
            JobResult.Hopeless => "hopeless",
            JobResult.Later => "later",
            _ => "unnoted",
        };
        _running.Add(-1, kind);
        _ended.Add(1, kind, new("result", outcome));
        _duration.Record(took.TotalSeconds, kind);
    }
}
