using Microsoft.Extensions.Logging;
using Parley.Jobs;

namespace Parley.Secrets;

/// <summary>Encrypts everything with the key in use, a bounded piece a job; the next piece follows from it, exactly once.</summary>
public sealed partial class ResealJobHandler(Resealing resealing, FieldCipher cipher, ILogger<ResealJobHandler> log) : IJobHandler
{
    private const int StepsAJob = 50;

    /// <inheritdoc/>
    public string Kind => Resealing.Kind;

    /// <inheritdoc/>
    public JobPolicy Policy { get; } = new() { Concurrency = 1, Lease = TimeSpan.FromMinutes(5) };

    /// <inheritdoc/>
    public async Task<JobResult> RunAsync(Job job, CancellationToken cancel)
    {
        var key = cipher.CurrentKeyId;
        var place = ResealPlace.Read(job.Payload, key);
        for (var i = 0; i < StepsAJob; i++)
        {
            var (next, unreadable) = await resealing.StepAsync(place, cancel);
            if (unreadable > 0)
                LogUnreadable(unreadable, place.Index, place.After);
            if (next is not { } further)
                return JobResult.Ok;
            place = further;
        }

        return new JobResult.Done([new NewJob { Kind = Kind, UniqueKey = Resealing.UniqueKey, Payload = place.Write(key) }]);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} encrypted fields can't be opened with the keys at hand and stay as they are (place {Index}, after {After})")]
    private partial void LogUnreadable(int count, int index, long after);
}
