using System.Globalization;
using Parley.Files;
using Parley.Jobs;
using Parley.Primitives;

namespace Parley.Privacy;

/// <summary>Deletes what an erased account left. Each step may be done twice.</summary>
public sealed class ErasureJobHandler(IPersonalDataStore store, IFileStore files, IBlobStore blobs) : IJobHandler
{
    /// <inheritdoc/>
    public string Kind => PersonalData.EraseKind;

    /// <inheritdoc/>
    public JobPolicy Policy { get; } = new() { Concurrency = 1, Lease = TimeSpan.FromMinutes(10) };

    /// <inheritdoc/>
    public async Task<JobResult> RunAsync(Job job, CancellationToken cancel)
    {
        var user = new UserId(long.Parse(job.Payload, CultureInfo.InvariantCulture));
        while (await store.CondemnFilesAsync(user, cancel) is { Count: > 0 } condemned)
        {
            foreach (var file in condemned)
                await blobs.DeleteAsync(file, cancel);
            await files.ForgetAsync(condemned, cancel);
        }

        while (await store.DeleteSomeAsync(user, cancel) > 0)
            cancel.ThrowIfCancellationRequested();
        return JobResult.Ok;
    }
}
