using Parley.Files;
using Parley.Primitives;

namespace Parley.Storage.Files;

/// <summary>
/// Bytes of files in a folder: <c>‹two hex digits›/‹two hex digits›/‹id›</c>, spread by the id, so that no folder grows large; drafts under
/// <c>drafts</c>, moved when they are whole and on disk. Only the id makes a path.
/// </summary>
/// <param name="root">The folder; made if it isn't there, for its owner alone.</param>
public sealed class DiskBlobs(string root) : IBlobStore
{
    /// <summary>How many folders lead to a file, the root among them.</summary>
    internal const int Levels = 3;

    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _drafts = Path.Combine(root, "drafts");

    /// <inheritdoc/>
    public Task<IBlobDraft> BeginAsync(FileId id, CancellationToken cancel)
    {
        MakeFolder(_drafts);
        return Task.FromResult<IBlobDraft>(new DiskDraft(Path.Combine(_drafts, $"{id}.{Guid.NewGuid():N}"), PathOf(id)));
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(FileId id, CancellationToken cancel)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(id), new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.Read | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                BufferSize = 0, // whoever reads brings a buffer
            }));
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(FileId id, CancellationToken cancel)
    {
        var path = PathOf(id);
        if (Directory.Exists(Path.GetDirectoryName(path)))
            File.Delete(path);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<int> DeleteDraftsAsync(long beforeMs, CancellationToken cancel)
    {
        var before = DateTimeOffset.FromUnixTimeMilliseconds(beforeMs).UtcDateTime;
        var deleted = 0;
        foreach (var draft in new DirectoryInfo(_drafts) is { Exists: true } drafts ? drafts.EnumerateFiles() : [])
        {
            cancel.ThrowIfCancellationRequested();
            if (draft.LastWriteTimeUtc >= before)
                continue;
            draft.Delete();
            deleted++;
        }

        return Task.FromResult(deleted);
    }

    /// <summary>Makes a folder, and those that lead to it, for their owner alone.</summary>
    internal static void MakeFolder(string path)
    {
        if (Directory.Exists(path))
            return;
        if (Path.GetDirectoryName(path) is { } parent)
            MakeFolder(parent); // one by one: the system would make these for everybody
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnersOnly);
    }

    // Ids rise with time: multiplied, their upper bits are spread evenly.
    private string PathOf(FileId id)
    {
        var spread = (ulong)id.Value * 0x9E37_79B9_7F4A_7C15;
        return Path.Combine(root, $"{spread >> 56:x2}", $"{(spread >> 48) & 0xFF:x2}", id.ToString());
    }
}
