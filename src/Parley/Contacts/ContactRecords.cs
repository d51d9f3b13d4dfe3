using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Contacts;

/// <summary>A contact as it lies in the store.</summary>
/// <param name="Open">The open part: phone, email and id card are null in it.</param>
/// <param name="Phone">Sealed.</param>
/// <param name="Email">Sealed.</param>
/// <param name="IdCard">Sealed.</param>
public sealed record StoredContact(Contact Open, byte[]? Phone, byte[]? Email, byte[]? IdCard);

/// <summary>A contact to insert.</summary>
/// <param name="Open">The open part.</param>
/// <param name="Phone">Sealed.</param>
/// <param name="Email">Sealed.</param>
/// <param name="IdCard">Sealed.</param>
public sealed record NewContact(Contact Open, SealedField? Phone, SealedField? Email, SealedField? IdCard);

/// <summary>Changes to a stored contact; a default member is left as it is.</summary>
public sealed record ContactChange
{
    /// <summary>Who it is in the tenant.</summary>
    public Change<UserId?> Person { get; init; }

    /// <summary>Its name.</summary>
    public Change<string> Name { get; init; }

    /// <summary>Sealed.</summary>
    public Change<SealedField> Phone { get; init; }

    /// <summary>Sealed.</summary>
    public Change<SealedField> Email { get; init; }

    /// <summary>Sealed.</summary>
    public Change<SealedField> IdCard { get; init; }

    /// <summary>A picture's address.</summary>
    public Change<string> Avatar { get; init; }

    /// <summary>Notes.</summary>
    public Change<string> Description { get; init; }

    /// <summary>The group it is in; must be the owner's.</summary>
    public Change<ContactGroupId?> Group { get; init; }

    /// <summary>Shown before the others.</summary>
    public bool? IsPinned { get; init; }

    /// <summary>Unix ms.</summary>
    public required long At { get; init; }
}

/// <summary>Which contacts are asked for.</summary>
/// <param name="Group">Only this group's; none: all.</param>
/// <param name="NameKey">Only where the folded name holds this; null: all.</param>
/// <param name="Hashes">Also those whose phone or email has one of these keyed hashes.</param>
public sealed record ContactFilter(ContactGroupId Group, string? NameKey, IReadOnlyList<byte[]> Hashes);

/// <summary>A line of a list: the contact, and what its owner may see of the person behind it.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="IsVisible">False for somebody outside, and where either blocks the other: then there is no presence to see.</param>
/// <param name="LastSeenAt">Unix ms at which the person's last connection ended; null when not known or not visible.</param>
public sealed record ContactLine(Contact Contact, bool IsVisible, long? LastSeenAt);

/// <summary>The same as it comes from the store.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="IsVisible">As in <see cref="ContactLine"/>.</param>
/// <param name="LastSeenAt">As in <see cref="ContactLine"/>.</param>
public sealed record StoredContactLine(StoredContact Contact, bool IsVisible, long? LastSeenAt);

/// <summary>A page of an address book.</summary>
/// <param name="Lines">The page.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record ContactPage(IReadOnlyList<ContactLine> Lines, long Total);
