using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Audit;
using Parley.Contacts;
using Parley.Primitives;
using Parley.Secrets;
using Parley.Storage.Contacts;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Contacts;

/// <summary>Address books over a fixture's database, with the core in front.</summary>
internal sealed class AddressBook
{
    private readonly DatabaseFixture _fixture;

    private AddressBook(DatabaseFixture fixture, Account owner)
    {
        (_fixture, Owner) = (fixture, owner);
        Contacts = Over(Store);
        Groups = new ContactGroups(Store, fixture.Ids, fixture.Clock);
    }

    public Account Owner { get; }

    public IContactStore Store => _fixture.Stores.Contacts;

    public Parley.Contacts.Contacts Contacts { get; }

    public ContactGroups Groups { get; }

    public static async Task<AddressBook> OpenAsync(DatabaseFixture fixture, TenantId? tenant = null) =>
        new(fixture, await fixture.AddPersonAsync(tenant ?? await fixture.NewTenantAsync()));

    /// <summary>Somebody else's of the same tenant.</summary>
    public Task<AddressBook> AnotherAsync() => OpenAsync(_fixture, Owner.TenantId);

    public Task<Account> PersonAsync() => _fixture.AddPersonAsync(Owner.TenantId);

    public async Task<ContactId> AddAsync(ContactPatch patch)
    {
        var added = await Contacts.AddAsync(Owner, patch, default);
        Assert.True(added.IsOk, added.Refusal?.ToString());
        return added.Value;
    }

    public async Task<ContactGroupId> AddGroupAsync(string name, int order = 0) =>
        (await Groups.AddAsync(Owner, new ContactGroupPatch { Name = name, SortOrder = order }, default)).Value;

    public async Task<ContactPage> ListAsync(string? keyword = null, ContactGroupId group = default, int page = 1, int size = 100) =>
        (await Contacts.ListAsync(Owner, group, keyword, page, size, default)).Value!;

    public async Task<string[]> NamesAsync(string? keyword = null, ContactGroupId group = default, int page = 1, int size = 100) =>
        [.. (await ListAsync(keyword, group, page, size)).Lines.Select(line => line.Contact.Name)];

    /// <summary>The same over a database that counts.</summary>
    public Parley.Contacts.Contacts Over(Database database) => Over(new ContactStore(database));

    private Parley.Contacts.Contacts Over(IContactStore store) => new(
        store,
        new AccountDirectory(_fixture.Stores.Accounts, _fixture.Clock, NullLogger<AccountDirectory>.Instance),
        new FieldCipher(new Dictionary<int, byte[]> { [1] = new byte[32] }, 1, new byte[32]),
        new AuditTrail(_fixture.Stores.Audit, new AuditChain(new byte[32]), new AuditOptions(), _fixture.Ids, _fixture.Clock, NullLogger<AuditTrail>.Instance),
        _fixture.Ids,
        _fixture.Clock);
}
