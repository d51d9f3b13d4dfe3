using Parley.Files;

namespace Parley.Storage.Files;

/// <summary>A file that is being written. Owner: one upload.</summary>
internal sealed class DiskDraft : IBlobDraft
{
    private readonly string _path;
    private readonly string _target;
    private readonly FileStream _stream;
    private bool _isCommitted;

    public DiskDraft(string path, string target)
    {
        (_path, _target) = (path, target);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _stream = new FileStream(path, options);
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel) => _stream.WriteAsync(bytes, cancel);

    public Stream OpenRead() => new FileStream(_path, new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.ReadWrite | FileShare.Delete, // as the one that writes has it open
        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
    });

    // From the inside out: the bytes, then the name, then the folders that lead to it, so that no name leads to bytes that are not there.
    public async Task CommitAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _stream.Flush(flushToDisk: true);
        await _stream.DisposeAsync();
        var folder = Path.GetDirectoryName(_target)!;
        DiskBlobs.MakeFolder(folder);
        File.Move(_path, _target, overwrite: false);
        _isCommitted = true;
        for (var level = 0; level < DiskBlobs.Levels; level++, folder = Path.GetDirectoryName(folder)!)
            DirectorySync.Flush(folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        if (!_isCommitted)
            File.Delete(_path);
    }
}
