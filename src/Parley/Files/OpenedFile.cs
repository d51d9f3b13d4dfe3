namespace Parley.Files;

/// <summary>A file for somebody who may read it.</summary>
/// <param name="File">Its record.</param>
/// <param name="Content">Its bytes, from the start, in a stream that can seek. Whoever has this disposes it.</param>
public sealed record OpenedFile(StoredFile File, Stream Content);
