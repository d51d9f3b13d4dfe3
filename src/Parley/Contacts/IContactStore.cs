using Parley.Primitives;

namespace Parley.Contacts;

/// <summary>
/// Address books at rest. Phone, email and id card come and go sealed: the store never sees them in the clear. What one person writes to its
/// address book happens one after the other, so that bounds and groups are judged on what is there.
/// </summary>
public interface IContactStore
{
    /// <summary>Inserts a contact.</summary>
    /// <param name="most">How many its owner may have.</param>
    /// <returns>
    /// <see cref="ChatError.LimitReached"/>; <see cref="ChatError.NotFound"/> naming <c>groupId</c> when that is not the owner's;
    /// <see cref="ChatError.AlreadyExists"/> naming <c>contactUserId</c> when the person is in the book already.
    /// </returns>
    Task<Outcome<Unit>> CreateAsync(NewContact contact, int most, CancellationToken cancel);

    /// <summary>Changes what <paramref name="change"/> names.</summary>
    /// <returns><see cref="ChatError.NotFound"/> when there is no such contact of the owner's; else as above.</returns>
    Task<Outcome<Unit>> UpdateAsync(UserId owner, ContactId id, ContactChange change, CancellationToken cancel);

    /// <summary>Deletes a contact; false when there is no such contact of the owner's.</summary>
    Task<bool> DeleteAsync(UserId owner, ContactId id, CancellationToken cancel);

    /// <summary>One contact of the owner's.</summary>
    Task<StoredContact?> FindAsync(UserId owner, ContactId id, CancellationToken cancel);

    /// <summary>A page of the owner's contacts, pinned ones first, then the newest first, and how many there are: two statements, however long.</summary>
    Task<(IReadOnlyList<StoredContactLine> Lines, long Total)> ListAsync(
        UserId owner, ContactFilter filter, int skip, int take, CancellationToken cancel);

    /// <summary>Inserts a group; <see cref="ChatError.LimitReached"/>.</summary>
    Task<Outcome<Unit>> CreateGroupAsync(ContactGroup group, int most, CancellationToken cancel);

    /// <summary>Writes a group's name, place and colour; false when there is no such group of the owner's.</summary>
    Task<bool> UpdateGroupAsync(UserId owner, ContactGroupId id, ContactGroupPatch patch, long nowMs, CancellationToken cancel);

    /// <summary>Deletes a group; its contacts are in none then. False when there is no such group of the owner's.</summary>
    Task<bool> DeleteGroupAsync(UserId owner, ContactGroupId id, CancellationToken cancel);

    /// <summary>All groups of the owner's, in their order.</summary>
    Task<IReadOnlyList<ContactGroup>> ListGroupsAsync(UserId owner, CancellationToken cancel);

    /// <summary>
    /// Who has this person in the address book, without those where either blocks the other. At most ten thousand, the oldest entries first: an
    /// announcement to more would hold up everybody else's.
    /// </summary>
    Task<IReadOnlyList<UserId>> ReadOwnersAsync(UserId person, CancellationToken cancel);

    /// <summary>The people of the tenant in the owner's address book, without those where either blocks the other.</summary>
    Task<IReadOnlyList<UserId>> ReadPeopleAsync(UserId owner, CancellationToken cancel);
}
