using System.Globalization;
using Parley.Files;
using Parley.Jobs;
using Parley.Primitives;
using Parley.Privacy;
using Parley.Secrets;

namespace Parley.Integrations.Privacy;

/// <summary>
/// Makes a copy of a person's data, a file of the person's own. It is in no message, so it goes after <see cref="FilesOptions.UnusedLife"/>.
/// </summary>
internal sealed class ExportJobHandler(
    IPersonalDataStore store, IFileStore files, IBlobStore blobs, FieldCipher cipher, IdGenerator ids, TimeProvider clock) : IJobHandler
{
    public string Kind => PersonalData.ExportKind;

    public JobPolicy Policy { get; } = new() { Concurrency = 1, Lease = TimeSpan.FromMinutes(30) };

    public async Task<JobResult> RunAsync(Job job, CancellationToken cancel)
    {
        var user = new UserId(long.Parse(job.Payload, CultureInfo.InvariantCulture));
        var id = new FileId(ids.Next());
        await using var draft = await blobs.BeginAsync(id, cancel);
        await using var output = new DraftStream(draft);
        await new PersonalArchive(store, blobs, cipher, clock).WriteAsync(output, user, cancel);
        await output.FlushAsync(cancel);
        if (await store.FindExportAsync(job.TenantId, user, cancel) is null)
            return JobResult.Ok; // erased meanwhile: nothing is kept
        await draft.CommitAsync(cancel);
        var now = clock.NowMs();
        await files.AddAsync(
            new StoredFile
            {
                Id = id,
                TenantId = job.TenantId,
                OwnerId = user,
                Name = "export.zip",
                ContentType = "application/zip",
                Kind = FileKind.Other,
                Size = output.Size,
                Sha256 = Convert.ToHexStringLower(output.Hash()),
                CreatedAt = now,
            },
            quota: 0,
            cancel);
        await store.FinishExportAsync(user, id, now, cancel);
        return JobResult.Ok;
    }
}
