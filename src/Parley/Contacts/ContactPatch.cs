using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Contacts;

/// <summary>What somebody writes of a contact; a default member is left as it is, null clears.</summary>
public sealed record ContactPatch
{
    /// <summary>Who it is in the tenant; null: somebody outside.</summary>
    public Change<UserId?> Person { get; init; }

    /// <summary>Whether it is said to be a person of the tenant: never stored, but must not contradict.</summary>
    public bool? IsSystemUser { get; init; }

    /// <summary>Not clearable.</summary>
    public Change<string> Name { get; init; }

    /// <summary>Phone number.</summary>
    public Change<string> Phone { get; init; }

    /// <summary>Mail address.</summary>
    public Change<string> Email { get; init; }

    /// <summary>Number of the identity card; its masked form means that it is unchanged.</summary>
    public Change<string> IdCard { get; init; }

    /// <summary>A picture's address.</summary>
    public Change<string> Avatar { get; init; }

    /// <summary>Notes.</summary>
    public Change<string> Description { get; init; }

    /// <summary>The group it is in; null: none.</summary>
    public Change<ContactGroupId?> Group { get; init; }

    /// <summary>Shown before the others.</summary>
    public bool? IsPinned { get; init; }
}
