using Parley.Primitives;

namespace Parley.Files;

/// <summary>
/// Where the bytes of files lie: a folder, or an object store later. Named by the file's id alone, never by anything a client wrote.
/// </summary>
public interface IBlobStore
{
    /// <summary>A place for bytes that nobody can read before they are committed.</summary>
    Task<IBlobDraft> BeginAsync(FileId id, CancellationToken cancel);

    /// <summary>The bytes, from the start, as a stream that can seek; null when there are none. The caller disposes it.</summary>
    Task<Stream?> OpenAsync(FileId id, CancellationToken cancel);

    /// <summary>Deletes the bytes; that there are none is no fault.</summary>
    Task DeleteAsync(FileId id, CancellationToken cancel);

    /// <summary>Deletes drafts that nobody has written to since a time: what was cut short by a crash.</summary>
    /// <returns>How many.</returns>
    Task<int> DeleteDraftsAsync(long beforeMs, CancellationToken cancel);
}
