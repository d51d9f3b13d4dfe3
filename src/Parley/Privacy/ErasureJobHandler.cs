using System.Globalization;
using Parley.Accounts;
using Parley.Files;
using Parley.Jobs;
using Parley.Primitives;

namespace Parley.Privacy;

/// <summary>Deletes what an erased account left. Each step may be done twice.</summary>
public sealed class ErasureJobHandler(IPersonalDataStore store, IFileStore files, IBlobStore blobs, Groups.Groups groups, AccountDirectory accounts) : IJobHandler
{
    private const int ConversationsAtOnce = 10;

    /// <inheritdoc/>
    public string Kind => PersonalData.EraseKind;

    /// <inheritdoc/>
    public JobPolicy Policy { get; } = new() { Concurrency = 1, Lease = TimeSpan.FromMinutes(10) };

    /// <inheritdoc/>
    public async Task<JobResult> RunAsync(Job job, CancellationToken cancel)
    {
        var user = new UserId(long.Parse(job.Payload, CultureInfo.InvariantCulture));
        if (await accounts.FindAsync(user, cancel) is { } person)
            await groups.DepartAsync(person, cancel);
        for (var at = default(ConversationId); await store.ReadConversationsAsync(user, at, ConversationsAtOnce, cancel) is { Count: > 0 } page; at = page[^1])
            await store.ForgetInNotificationsAsync(user, page, cancel);

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
