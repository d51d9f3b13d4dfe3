using Parley.Primitives;

namespace Parley.Contacts;

/// <summary>An entry of somebody's address book: a person of the tenant, or somebody outside who can't be written to.</summary>
public sealed record Contact
{
    /// <summary>The entry.</summary>
    public required ContactId Id { get; init; }

    /// <summary>Whose address book.</summary>
    public required UserId OwnerId { get; init; }

    /// <summary>Who it is in the tenant; none for somebody outside.</summary>
    public UserId PersonId { get; init; }

    /// <summary>As the owner calls it, 1 to 50 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Phone number; encrypted at rest.</summary>
    public string? Phone { get; init; }

    /// <summary>Mail address; encrypted at rest.</summary>
    public string? Email { get; init; }

    /// <summary>Number of the identity card; encrypted at rest.</summary>
    public string? IdCard { get; init; }

    /// <summary>A picture's address.</summary>
    public string? Avatar { get; init; }

    /// <summary>The owner's notes, up to 2,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>The owner's group that it is in, if any.</summary>
    public ContactGroupId GroupId { get; init; }

    /// <summary>Shown before the others.</summary>
    public bool IsPinned { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Unix ms.</summary>
    public required long UpdatedAt { get; init; }
}
