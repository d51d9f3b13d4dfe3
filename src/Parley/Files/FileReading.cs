using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Files;

/// <summary>
/// Gives files out: to whoever uploaded them, to whoever may see a message that has them, and to whoever holds a link that still holds. To all
/// others they are not there.
/// </summary>
public sealed partial class FileReading(IFileStore store, IBlobStore blobs, FileLinkSigner links, ILogger<FileReading> log)
{
    /// <summary>The record of a file that the caller may see.</summary>
    /// <returns>The record; <see cref="ChatError.FileNotFound"/>.</returns>
    public async Task<Outcome<StoredFile>> FindAsync(Account caller, FileId id, CancellationToken cancel)
    {
        if (await store.FindAsync(caller.TenantId, id, cancel) is not { } file)
            return ChatError.FileNotFound;
        return file.OwnerId == caller.Id || await store.IsSeenAsync(id, caller.Id, cancel) ? file : ChatError.FileNotFound;
    }

    /// <summary>Opens a file that the caller may see.</summary>
    /// <returns>The file; <see cref="ChatError.FileNotFound"/>.</returns>
    public async Task<Outcome<OpenedFile>> OpenAsync(Account caller, FileId id, CancellationToken cancel)
    {
        var found = await FindAsync(caller, id, cancel);
        return found.IsOk ? await OpenAsync(found.Value, cancel) : found.Refusal;
    }

    /// <summary>Opens a file by a signed link.</summary>
    /// <returns>The file; <see cref="ChatError.LinkInvalid"/>; <see cref="ChatError.FileNotFound"/> once the message is recalled.</returns>
    public async Task<Outcome<OpenedFile>> OpenAsync(FileLink link, string signature, CancellationToken cancel)
    {
        if (!links.Verify(link, signature))
            return ChatError.LinkInvalid;
        if (await store.FindAsync(link.Tenant, link.File, cancel) is not { } file || !await store.IsShownAsync(file.Id, link.Message, cancel))
            return ChatError.FileNotFound;
        return await OpenAsync(file, cancel);
    }

    /// <summary>Opens a file for who decides on a report that names it.</summary>
    internal async Task<Outcome<OpenedFile>> OpenReportedAsync(TenantId tenant, FileId id, CancellationToken cancel) =>
        await store.FindReportedAsync(tenant, id, cancel) is { } file ? await OpenAsync(file, cancel) : ChatError.FileNotFound;

    private async Task<Outcome<OpenedFile>> OpenAsync(StoredFile file, CancellationToken cancel)
    {
        if (await blobs.OpenAsync(file.Id, cancel) is { } content)
            return new OpenedFile(file, content);
        LogMissing(file.Id);
        return ChatError.FileNotFound;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "File {File} has a record but no bytes: was the folder of files moved, or isn't it shared by all nodes?")]
    private partial void LogMissing(FileId file);
}
