namespace Parley.Files;

/// <summary>What a file is, by its content.</summary>
/// <param name="ContentType">The media type that it is served as.</param>
/// <param name="Kind">What it is to people.</param>
public sealed record FileType(string ContentType, FileKind Kind);
