using Parley.Primitives;

namespace Parley.Files;

/// <summary>The record of an uploaded file. It never changes; its bytes lie in the <see cref="IBlobStore"/>.</summary>
public sealed record StoredFile
{
    /// <summary>The file.</summary>
    public required FileId Id { get; init; }

    /// <summary>Its tenant.</summary>
    public required TenantId TenantId { get; init; }

    /// <summary>Who uploaded it.</summary>
    public required UserId OwnerId { get; init; }

    /// <summary>Its name for people, cleaned (<see cref="FileNames"/>); no path is ever made of it.</summary>
    public required string Name { get; init; }

    /// <summary>The media type that we found, not the one that was claimed.</summary>
    public required string ContentType { get; init; }

    /// <summary>What it is to people.</summary>
    public required FileKind Kind { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of its bytes, 64 hex digits, lower case.</summary>
    public required string Sha256 { get; init; }

    /// <summary>A smaller picture of it; none is made yet.</summary>
    public FileId? ThumbnailId { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }
}
