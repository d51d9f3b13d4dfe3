namespace Parley.Files;

/// <summary>A file that is being uploaded.</summary>
/// <param name="Name">Its name as the client wrote it.</param>
/// <param name="DeclaredType">The media type that the client named, if any.</param>
/// <param name="ReadAsync">Reads on into a buffer; 0 at the end, as <see cref="Stream.ReadAsync(Memory{byte}, CancellationToken)"/>.</param>
/// <param name="MaxOther">The surface's own bound on files that are neither images nor sounds, in bytes; null: <see cref="FilesOptions.MaxOther"/>.</param>
public sealed record IncomingFile(
    string? Name, string? DeclaredType, Func<Memory<byte>, CancellationToken, ValueTask<int>> ReadAsync, long? MaxOther = null);
