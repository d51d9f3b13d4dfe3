using Parley.Primitives;

namespace Parley.Files;

/// <summary>
/// Records of files at rest. A record is fresh from its upload until a message has it or it is a picture of somebody; one that stays fresh for a day goes, its bytes first, so
/// that nothing is left behind wherever that is cut short.
/// </summary>
public interface IFileStore
{
    /// <summary>Records an upload.</summary>
    /// <param name="quota">How many bytes all files of its owner may take; 0: any number.</param>
    /// <returns>False when they would take more; nothing was recorded.</returns>
    Task<bool> AddAsync(StoredFile file, long quota, CancellationToken cancel);

    /// <summary>The file's record, or null when it is not in the tenant (or about to go).</summary>
    Task<StoredFile?> FindAsync(TenantId tenant, FileId id, CancellationToken cancel);

    /// <summary>The same, also of one that is kept for reports alone: its owner's account is erased, and somebody is still to decide.</summary>
    Task<StoredFile?> FindReportedAsync(TenantId tenant, FileId id, CancellationToken cancel);

    /// <summary>Whether a person is in a conversation where a message has the file: one that it may see, neither recalled nor hidden.</summary>
    Task<bool> IsSeenAsync(FileId id, UserId user, CancellationToken cancel);

    /// <summary>Whether a link to the file still holds: the message has it and isn't recalled.</summary>
    /// <param name="message">The message that the link was made for; none: for its owner, and it holds unless all messages that have the file are recalled.</param>
    Task<bool> IsShownAsync(FileId id, MessageId message, CancellationToken cancel);

    /// <summary>A message is about to have it: it counts as uploaded now.</summary>
    /// <returns>False when it is gone.</returns>
    Task<bool> TouchAsync(FileId id, long nowMs, CancellationToken cancel);

    /// <summary>It is somebody's picture: kept for good, whether a message has it or not. Nothing happens to a file that isn't its owner's.</summary>
    /// <returns>False for such a one, and for one that is gone.</returns>
    Task<bool> KeepAsync(FileId id, UserId owner, CancellationToken cancel);

    /// <summary>
    /// Looks at what was uploaded (or touched) before a time and is fresh: what a message has is kept for good, the rest is from now on not found.
    /// So is what was kept for reports alone, once those are decided on.
    /// </summary>
    /// <returns>Files, a few hundred at most, whose bytes must be deleted, then <see cref="ForgetAsync"/>; again and again until that is done.</returns>
    Task<IReadOnlyList<FileId>> CondemnAsync(long beforeMs, CancellationToken cancel);

    /// <summary>Deletes the records of condemned files.</summary>
    Task ForgetAsync(IReadOnlyCollection<FileId> ids, CancellationToken cancel);
}
