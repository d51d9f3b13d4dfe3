using Parley.Primitives;

namespace Parley.Contacts;

/// <summary>A group of somebody's contacts.</summary>
public sealed record ContactGroup
{
    /// <summary>The group.</summary>
    public required ContactGroupId Id { get; init; }

    /// <summary>Whose.</summary>
    public required UserId OwnerId { get; init; }

    /// <summary>1 to 50 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Groups are listed by this, then by age.</summary>
    public int SortOrder { get; init; }

    /// <summary>A colour as CSS writes it (<c>#409EFF</c>), up to 20 characters.</summary>
    public string? Color { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Unix ms.</summary>
    public required long UpdatedAt { get; init; }
}
