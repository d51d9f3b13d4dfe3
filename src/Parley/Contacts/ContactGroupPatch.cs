using Parley.Accounts;

namespace Parley.Contacts;

/// <summary>What somebody writes of a contact group; a default member is left as it is, null clears.</summary>
public sealed record ContactGroupPatch
{
    /// <summary>Not clearable.</summary>
    public Change<string> Name { get; init; }

    /// <summary>Its place; null: 0.</summary>
    public Change<int?> SortOrder { get; init; }

    /// <summary>Its colour.</summary>
    public Change<string> Color { get; init; }
}
