using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Contacts;

/// <summary>The groups of somebody's address book. Another's group is one that isn't there.</summary>
public sealed class ContactGroups(IContactStore store, IdGenerator ids, TimeProvider clock)
{
    /// <summary>How many groups one person may have.</summary>
    public const int MostGroups = 200;

    /// <summary>All of them, in their order.</summary>
    public Task<IReadOnlyList<ContactGroup>> ListAsync(Account owner, CancellationToken cancel) => store.ListGroupsAsync(owner.Id, cancel);

    /// <summary>Makes a group.</summary>
    /// <returns>Its id; <see cref="ChatError.InvalidField"/> naming a field; <see cref="ChatError.LimitReached"/>.</returns>
    public async Task<Outcome<ContactGroupId>> AddAsync(Account owner, ContactGroupPatch patch, CancellationToken cancel)
    {
        var named = patch with { Name = patch.Name.IsSet ? patch.Name : new(true, null) };
        if (ContactRules.Judge(named) is { } refusal)
            return refusal;
        var now = clock.NowMs();
        var group = new ContactGroup
        {
            Id = new ContactGroupId(ids.Next()),
            OwnerId = owner.Id,
            Name = patch.Name.Value!.Trim(),
            SortOrder = patch.SortOrder.Value ?? 0,
            Color = patch.Color.Value,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var created = await store.CreateGroupAsync(group, MostGroups, cancel);
        return created.IsOk ? group.Id : created.Refusal;
    }

    /// <summary>Changes a group.</summary>
    /// <returns><see cref="ChatError.NotFound"/> for one that isn't the owner's; <see cref="ChatError.InvalidField"/>.</returns>
    public async Task<Outcome<Unit>> ChangeAsync(Account owner, ContactGroupId id, ContactGroupPatch patch, CancellationToken cancel)
    {
        if (ContactRules.Judge(patch) is { } refusal)
            return refusal;
        var trimmed = patch.Name.IsSet ? patch with { Name = patch.Name.Value!.Trim() } : patch;
        return await store.UpdateGroupAsync(owner.Id, id, trimmed, clock.NowMs(), cancel) ? new Unit() : ChatError.NotFound;
    }

    /// <summary>Deletes a group; its contacts stay, in no group.</summary>
    /// <returns><see cref="ChatError.NotFound"/> for one that isn't the owner's.</returns>
    public async Task<Outcome<Unit>> DeleteAsync(Account owner, ContactGroupId id, CancellationToken cancel) =>
        await store.DeleteGroupAsync(owner.Id, id, cancel) ? new Unit() : ChatError.NotFound;
}
