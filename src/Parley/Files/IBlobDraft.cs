namespace Parley.Files;

/// <summary>Bytes on their way into the <see cref="IBlobStore"/>. Disposed without a commit, they are gone.</summary>
public interface IBlobDraft : IAsyncDisposable
{
    /// <summary>Adds bytes.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel);

    /// <summary>What was written so far, from its start; the caller disposes it before the draft.</summary>
    Stream OpenRead();

    /// <summary>All bytes are on disk and can be read when this returns.</summary>
    Task CommitAsync(CancellationToken cancel);
}
