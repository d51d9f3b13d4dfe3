using Parley.Accounts;
using Parley.Audit;
using Parley.Primitives;
using Parley.Secrets;

namespace Parley.Contacts;

/// <summary>Somebody's address book. Nobody else reads or writes it: another's entry is one that isn't there.</summary>
public sealed class Contacts(
    IContactStore store, AccountDirectory accounts, FieldCipher cipher, AuditTrail audit, IdGenerator ids, TimeProvider clock)
{
    /// <summary>How many contacts one person may have.</summary>
    public const int MostContacts = 10_000;

    /// <summary>The largest page.</summary>
    public const int LargestPage = 100;

    private const int LongestKeyword = 100;

    /// <summary>Adds a contact.</summary>
    /// <returns>
    /// Its id; <see cref="ChatError.InvalidField"/> naming a field; <see cref="ChatError.UserNotFound"/>, <see cref="ChatError.SelfTarget"/>;
    /// <see cref="ChatError.AlreadyExists"/> for a person who is there already; <see cref="ChatError.NotFound"/> naming <c>groupId</c>;
    /// <see cref="ChatError.LimitReached"/>.
    /// </returns>
    public async Task<Outcome<ContactId>> AddAsync(Account owner, ContactPatch patch, CancellationToken cancel)
    {
        var named = patch with { Name = patch.Name.IsSet ? patch.Name : new(true, null) };
        var person = patch.Person.Value ?? default;
        if (ContactRules.Judge(named) is { } refusal)
            return refusal;
        if (IsContradiction(patch.IsSystemUser, person))
            return FieldRules.Invalid("isSystemUser");
        if (await JudgePersonAsync(owner, person, cancel) is { } unknown)
            return unknown;

        var now = clock.NowMs();
        var contact = new Contact
        {
            Id = new ContactId(ids.Next()),
            OwnerId = owner.Id,
            PersonId = person,
            Name = patch.Name.Value!.Trim(),
            Avatar = patch.Avatar.Value,
            Description = patch.Description.Value,
            GroupId = patch.Group.Value ?? default,
            IsPinned = patch.IsPinned ?? false,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var created = await store.CreateAsync(
            new NewContact(contact, SealPhone(patch.Phone).Value, SealEmail(patch.Email).Value, SealIdCard(patch.IdCard).Value), MostContacts, cancel);
        if (!created.IsOk)
            return created.Refusal;
        audit.Record(AuditAction.ContactCreated, owner, contact.Id.Value);
        return contact.Id;
    }

    /// <summary>Changes a contact.</summary>
    /// <returns>As for adding; <see cref="ChatError.NotFound"/> for one that isn't the owner's.</returns>
    public async Task<Outcome<Unit>> ChangeAsync(Account owner, ContactId id, ContactPatch patch, CancellationToken cancel)
    {
        if (await store.FindAsync(owner.Id, id, cancel) is not { } stored)
            return ChatError.NotFound;
        var before = cipher.Open(stored);
        if (patch.IdCard.Value is { } shown && before.IdCard is { } card && shown.Trim() == IdCards.Mask(card))
            patch = patch with { IdCard = default }; // as it was shown: unchanged
        if (ContactRules.Judge(patch) is { } refusal)
            return refusal;
        var person = patch.Person.IsSet ? patch.Person.Value ?? default : before.PersonId;
        if (IsContradiction(patch.IsSystemUser, person))
            return FieldRules.Invalid("isSystemUser");
        if (person != before.PersonId && await JudgePersonAsync(owner, person, cancel) is { } unknown)
            return unknown;

        var changed = await store.UpdateAsync(owner.Id, id, ChangeOf(patch), cancel);
        if (changed.IsOk)
            audit.Record(AuditAction.ContactChanged, owner, id.Value);
        return changed;
    }

    /// <summary>Deletes a contact.</summary>
    /// <returns><see cref="ChatError.NotFound"/> for one that isn't the owner's.</returns>
    public async Task<Outcome<Unit>> DeleteAsync(Account owner, ContactId id, CancellationToken cancel)
    {
        if (!await store.DeleteAsync(owner.Id, id, cancel))
            return ChatError.NotFound;
        audit.Record(AuditAction.ContactDeleted, owner, id.Value);
        return new Unit();
    }

    /// <summary>A page: pinned ones first, then the newest first.</summary>
    /// <param name="group">Only this group's; none: all. Another's group has no contacts here.</param>
    /// <param name="keyword">A part of the name, or an exact phone number or mail address; up to 100 characters.</param>
    /// <param name="page">From 1.</param>
    /// <param name="pageSize">1 to <see cref="LargestPage"/>.</param>
    public async Task<Outcome<ContactPage>> ListAsync(
        Account owner, ContactGroupId group, string? keyword, int page, int pageSize, CancellationToken cancel)
    {
        if (page < 1)
            return FieldRules.Invalid("page");
        if (pageSize is < 1 or > LargestPage)
            return FieldRules.Invalid("page_size", LargestPage);
        var text = keyword?.Trim() ?? "";
        if (text.Length > LongestKeyword || !FieldRules.IsKeepable(text))
            return FieldRules.Invalid("keyword", LongestKeyword);
        var filter = new ContactFilter(group, text.Length == 0 ? null : Usernames.Fold(text), [.. HashesOf(text)]);
        var skip = (int)Math.Min((page - 1L) * pageSize, MostContacts);
        var (lines, total) = await store.ListAsync(owner.Id, filter, skip, pageSize, cancel);
        return new ContactPage([.. lines.Select(line => new ContactLine(cipher.Open(line.Contact), line.IsVisible, line.LastSeenAt))], total);
    }

    private static bool IsContradiction(bool? isSystemUser, UserId person) => isSystemUser is { } said && said == person.IsNone;

    private async Task<Refusal?> JudgePersonAsync(Account owner, UserId person, CancellationToken cancel)
    {
        if (person.IsNone)
            return null;
        if (person == owner.Id)
            return (Refusal)ChatError.SelfTarget;
        return await accounts.FindAsync(person, cancel) is { } account && account.TenantId == owner.TenantId ? null : ChatError.UserNotFound;
    }

    private ContactChange ChangeOf(ContactPatch patch) => new()
    {
        Person = patch.Person,
        Name = patch.Name.IsSet ? patch.Name.Value!.Trim() : default(Change<string>),
        Phone = SealPhone(patch.Phone),
        Email = SealEmail(patch.Email),
        IdCard = SealIdCard(patch.IdCard),
        Avatar = patch.Avatar,
        Description = patch.Description,
        Group = patch.Group,
        IsPinned = patch.IsPinned,
        At = clock.NowMs(),
    };

    private Change<SealedField> SealPhone(Change<string> change) => Seal(change, text => cipher.SealContactPhone(FieldRules.CleanPhone(text)!));

    private Change<SealedField> SealEmail(Change<string> change) => Seal(change, text => cipher.SealContactEmail(FieldRules.CleanEmail(text)!));

    private Change<SealedField> SealIdCard(Change<string> change) => Seal(change, text => cipher.SealIdCard(IdCards.Clean(text)!));

    private static Change<SealedField> Seal(Change<string> change, Func<string, SealedField> seal) =>
        change.IsSet ? new(true, change.Value is null ? null : seal(change.Value)) : default;

    private IEnumerable<byte[]> HashesOf(string text)
    {
        if (FieldRules.CleanPhone(text) is { } phone)
            yield return cipher.HashContactPhone(phone);
        if (FieldRules.CleanEmail(text) is { } email)
            yield return cipher.HashContactEmail(email);
    }
}
