using System.Text;
using Parley.Accounts;
using Parley.Contacts;
using Parley.Conversations;
using Parley.Friends;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Contacts;

public sealed class ContactsOnSqlite(SqliteFixture fixture) : ContactContract(fixture), IClassFixture<SqliteFixture>;

public sealed class ContactsOnPostgres(PostgresFixture fixture) : ContactContract(fixture), IClassFixture<PostgresFixture>;

/// <summary>What address books promise, on whatever database.</summary>
public abstract class ContactContract(DatabaseFixture fixture)
{
    private const string Card = "110101199001011234";

    [Fact]
    public async Task A_contact_is_kept_whole_and_its_private_fields_sealed()
    {
        var book = await AddressBook.OpenAsync(fixture);
        var person = await book.PersonAsync();
        var group = await book.AddGroupAsync("同事");
        var id = await book.AddAsync(new ContactPatch
        {
            Person = person.Id,
            IsSystemUser = true,
            Name = " 张三 ",
            Phone = "138 0013 8000",
            Email = "Zhang@example.com",
            IdCard = Card,
            Avatar = "/a.png",
            Description = "note",
            Group = group,
            IsPinned = true,
        });

        var contact = Assert.Single((await book.ListAsync()).Lines).Contact;
        Assert.Equal(
            new Contact
            {
                Id = id,
                OwnerId = book.Owner.Id,
                PersonId = person.Id,
                Name = "张三",
                Phone = "13800138000",
                Email = "Zhang@example.com",
                IdCard = Card,
                Avatar = "/a.png",
                Description = "note",
                GroupId = group,
                IsPinned = true,
                CreatedAt = fixture.Clock.NowMs,
                UpdatedAt = fixture.Clock.NowMs,
            },
            contact);
        var stored = (await book.Store.FindAsync(book.Owner.Id, id, default))!;
        Assert.Equal((null, null, null), (stored.Open.Phone, stored.Open.Email, stored.Open.IdCard));
        Assert.All([stored.Phone!, stored.Email!, stored.IdCard!], cipher => Assert.DoesNotContain("138", Encoding.UTF8.GetString(cipher), StringComparison.Ordinal));
        Assert.DoesNotContain(Card, Encoding.UTF8.GetString(stored.IdCard!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_leaves_what_is_absent_clears_what_is_null_and_takes_a_mask_for_unchanged()
    {
        var book = await AddressBook.OpenAsync(fixture);
        var person = await book.PersonAsync();
        var id = await book.AddAsync(new ContactPatch { Person = person.Id, Name = "a", Phone = "13800138000", Email = "a@b.cn", IdCard = Card, Description = "d" });
        fixture.Clock.Advance(TimeSpan.FromSeconds(3));

        var changed = await book.Contacts.ChangeAsync(
            book.Owner, id, new ContactPatch { Name = "b", Phone = new Change<string>(true, null), IdCard = IdCards.Mask(Card), IsPinned = true }, default);
        Assert.True(changed.IsOk);
        var contact = Assert.Single((await book.ListAsync()).Lines).Contact;
        Assert.Equal(("b", null, "a@b.cn", Card, "d", true, person.Id), (contact.Name, contact.Phone, contact.Email, contact.IdCard, contact.Description, contact.IsPinned, contact.PersonId));
        Assert.Equal(3000, contact.UpdatedAt - contact.CreatedAt);

        Assert.True((await book.Contacts.ChangeAsync(
            book.Owner, id, new ContactPatch { Person = new Change<UserId?>(true, null), IdCard = new Change<string>(true, null) }, default)).IsOk);
        contact = Assert.Single((await book.ListAsync()).Lines).Contact;
        Assert.Equal((true, null), (contact.PersonId.IsNone, contact.IdCard));
        Assert.Empty(await book.NamesAsync("13800138000"));
    }

    [Fact]
    public async Task What_contradicts_or_is_anothers_is_refused()
    {
        var book = await AddressBook.OpenAsync(fixture);
        var other = await book.AnotherAsync();
        var elsewhere = await AddressBook.OpenAsync(fixture);
        var person = await book.PersonAsync();
        var others = await other.AddGroupAsync("theirs");
        var id = await book.AddAsync(new ContactPatch { Person = person.Id, Name = "a" });
        var outside = await book.AddAsync(new ContactPatch { Name = "outside", IsSystemUser = false });

        Assert.Equal((ChatError.AlreadyExists, "contactUserId"), await AddRefusedAsync(book, new ContactPatch { Person = person.Id, Name = "again" }));
        Assert.Equal((ChatError.InvalidField, "isSystemUser"), await AddRefusedAsync(book, new ContactPatch { Name = "x", IsSystemUser = true }));
        Assert.Equal((ChatError.UserNotFound, null), await AddRefusedAsync(book, new ContactPatch { Person = elsewhere.Owner.Id, Name = "x" }));
        Assert.Equal((ChatError.SelfTarget, null), await AddRefusedAsync(book, new ContactPatch { Person = book.Owner.Id, Name = "x" }));
        Assert.Equal((ChatError.NotFound, "groupId"), await AddRefusedAsync(book, new ContactPatch { Name = "x", Group = others }));
        Assert.Equal((ChatError.InvalidField, "name"), await AddRefusedAsync(book, new ContactPatch()));
        Assert.Equal((ChatError.InvalidField, "name"), await AddRefusedAsync(book, new ContactPatch { Name = new string('x', 51) }));
        Assert.Equal((ChatError.InvalidField, "idCard"), await AddRefusedAsync(book, new ContactPatch { Name = "x", IdCard = IdCards.Mask(Card) }));
        Assert.Equal((ChatError.InvalidField, "phone"), await AddRefusedAsync(book, new ContactPatch { Name = "x", Phone = "abc" }));
        Assert.Equal((ChatError.InvalidField, "avatar"), await AddRefusedAsync(book, new ContactPatch { Name = "x", Avatar = "javascript:alert(1)" }));
        Assert.Equal((ChatError.InvalidField, "description"), await AddRefusedAsync(book, new ContactPatch { Name = "x", Description = "\0" }));

        Assert.Equal((ChatError.AlreadyExists, "contactUserId"), await ChangeRefusedAsync(book, outside, new ContactPatch { Person = person.Id }));
        Assert.Equal((ChatError.InvalidField, "isSystemUser"), await ChangeRefusedAsync(book, id, new ContactPatch { IsSystemUser = false }));
        Assert.Equal((ChatError.NotFound, "groupId"), await ChangeRefusedAsync(book, id, new ContactPatch { Group = others }));
        Assert.Equal((ChatError.NotFound, null), await ChangeRefusedAsync(other, id, new ContactPatch { Name = "mine" }));
        Assert.Equal(ChatError.NotFound, (await other.Contacts.DeleteAsync(other.Owner, id, default)).Refusal?.Error);
        Assert.Empty(await other.NamesAsync());
        Assert.Empty(await book.NamesAsync(group: others));
    }

    [Fact]
    public async Task Lists_are_pinned_first_then_newest_and_in_pages()
    {
        var book = await AddressBook.OpenAsync(fixture);
        foreach (var name in (string[])["a", "b", "c", "d"])
            await book.AddAsync(new ContactPatch { Name = name, IsPinned = name == "b" });

        Assert.Equal(["b", "d", "c", "a"], await book.NamesAsync());
        Assert.Equal(["b", "d", "c"], await book.NamesAsync(size: 3));
        var last = await book.ListAsync(page: 2, size: 3);
        Assert.Equal(("a", 4L), (Assert.Single(last.Lines).Contact.Name, last.Total));
        Assert.Empty(await book.NamesAsync(page: int.MaxValue));
        Assert.Equal(ChatError.InvalidField, (await book.Contacts.ListAsync(book.Owner, default, null, 0, 10, default)).Refusal?.Error);
        Assert.Equal(ChatError.InvalidField, (await book.Contacts.ListAsync(book.Owner, default, null, 1, 101, default)).Refusal?.Error);
    }

    [Fact]
    public async Task A_keyword_is_a_part_of_a_name_or_a_whole_number_or_address()
    {
        var book = await AddressBook.OpenAsync(fixture);
        await book.AddAsync(new ContactPatch { Name = "张三丰", Phone = "+86 138-0013-8000" });
        await book.AddAsync(new ContactPatch { Name = "100% Anna_B", Email = "anna@example.com" });
        await book.AddAsync(new ContactPatch { Name = @"back\slash" });

        Assert.Equal(["张三丰"], await book.NamesAsync("三"));
        Assert.Equal(["张三丰"], await book.NamesAsync("13800138000"));
        Assert.Empty(await book.NamesAsync("1380013"));
        Assert.Equal(["100% Anna_B"], await book.NamesAsync("ANNA"));
        Assert.Equal(["100% Anna_B"], await book.NamesAsync("Anna@Example.com"));
        Assert.Equal(["100% Anna_B"], await book.NamesAsync("%"));
        Assert.Equal(["100% Anna_B"], await book.NamesAsync("_"));
        Assert.Equal([@"back\slash"], await book.NamesAsync(@"\"));
        Assert.Empty(await book.NamesAsync("' OR 1=1 --"));
    }

    [Fact]
    public async Task A_group_that_goes_leaves_its_contacts_in_none()
    {
        var book = await AddressBook.OpenAsync(fixture);
        var other = await book.AnotherAsync();
        var (second, first) = (await book.AddGroupAsync("second", 2), await book.AddGroupAsync("first", 1));
        await book.AddAsync(new ContactPatch { Name = "a", Group = first });
        await book.AddAsync(new ContactPatch { Name = "b" });

        Assert.Equal([first, second], (await book.Groups.ListAsync(book.Owner, default)).Select(group => group.Id));
        Assert.Equal(["a"], await book.NamesAsync(group: first));
        Assert.Equal(ChatError.NotFound, (await other.Groups.DeleteAsync(other.Owner, first, default)).Refusal?.Error);
        Assert.Equal(ChatError.NotFound, (await other.Groups.ChangeAsync(other.Owner, first, new ContactGroupPatch { Name = "x" }, default)).Refusal?.Error);
        Assert.True((await book.Groups.ChangeAsync(book.Owner, first, new ContactGroupPatch { Name = "new", SortOrder = 5, Color = "#409EFF" }, default)).IsOk);
        var renamed = (await book.Groups.ListAsync(book.Owner, default))[1];
        Assert.Equal(("new", 5, "#409EFF"), (renamed.Name, renamed.SortOrder, renamed.Color));
        Assert.Equal(ChatError.InvalidField, (await book.Groups.ChangeAsync(book.Owner, first, new ContactGroupPatch { Color = "red;}" }, default)).Refusal?.Error);
        Assert.True((await book.Groups.DeleteAsync(book.Owner, first, default)).IsOk);
        Assert.All((await book.ListAsync()).Lines, line => Assert.True(line.Contact.GroupId.IsNone));
    }

    [Fact]
    public async Task The_bounds_hold_whatever_comes_at_once()
    {
        var book = await AddressBook.OpenAsync(fixture);
        NewContact New() => new(
            new Contact { Id = new ContactId(fixture.Ids.Next()), OwnerId = book.Owner.Id, Name = "x", CreatedAt = 1, UpdatedAt = 1 }, null, null, null);
        var made = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => book.Store.CreateAsync(New(), 5, default))));
        Assert.Equal((5, 7), (made.Count(one => one.IsOk), made.Count(one => one.Refusal is { Error: ChatError.LimitReached, Limit: 5 })));

        var person = await book.PersonAsync();
        var twice = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => book.Contacts.AddAsync(
            book.Owner, new ContactPatch { Person = person.Id, Name = "y" }, default))));
        Assert.Single(twice, one => one.IsOk);
    }

    [Fact]
    public async Task Presence_is_seen_by_those_who_have_one_in_their_book_unless_one_blocks_the_other()
    {
        var book = await AddressBook.OpenAsync(fixture);
        var (person, blocked) = (await book.PersonAsync(), await book.PersonAsync());
        await book.AddAsync(new ContactPatch { Person = person.Id, Name = "a" });
        await book.AddAsync(new ContactPatch { Person = blocked.Id, Name = "b" });
        await book.AddAsync(new ContactPatch { Name = "outside" });
        await fixture.Stores.LastSeen.WriteAsync([person.Id, blocked.Id], 77, default);
        await fixture.Stores.LastSeen.WriteAsync([person.Id], 70, default);
        var direct = await fixture.AddDirectAsync(book.Owner.TenantId, book.Owner.Id, blocked.Id);
        await fixture.Stores.Friends.EditPairAsync(
            direct, state => new PairEdit { Relation = state.Direct.BlocksBit(blocked.Id), At = 1 }, default);

        Assert.Equal([book.Owner.Id], await book.Store.ReadOwnersAsync(person.Id, default));
        Assert.Empty(await book.Store.ReadOwnersAsync(blocked.Id, default));
        Assert.Equal([person.Id], await book.Store.ReadPeopleAsync(book.Owner.Id, default));
        Assert.Equal(
            [("outside", false, null), ("b", false, null), ("a", true, 77L)],
            (await book.ListAsync()).Lines.Select(line => (line.Contact.Name, line.IsVisible, line.LastSeenAt)));
    }

    [Fact]
    public async Task A_list_costs_the_same_statements_whatever_its_length()
    {
        var book = await AddressBook.OpenAsync(fixture);
        var counts = new List<int>();
        foreach (var more in (int[])[0, 1, 40])
        {
            for (var i = 0; i < more; i++)
                await book.AddAsync(new ContactPatch { Person = (await book.PersonAsync()).Id, Name = $"c{i}", Phone = "13800138000" });
            var counting = new CountingDatabase(fixture.Stores.Database);
            var page = await book.Over(counting).ListAsync(book.Owner, default, null, 1, 100, default);
            Assert.True(page.IsOk);
            counts.Add(counting.Statements);
        }

        Assert.Equal([2, 2, 2], counts);
    }

    private static async Task<(ChatError? Error, string? Field)> AddRefusedAsync(AddressBook book, ContactPatch patch)
    {
        var added = await book.Contacts.AddAsync(book.Owner, patch, default);
        return (added.Refusal?.Error, added.Refusal?.Field);
    }

    private static async Task<(ChatError? Error, string? Field)> ChangeRefusedAsync(AddressBook book, ContactId id, ContactPatch patch)
    {
        var changed = await book.Contacts.ChangeAsync(book.Owner, id, patch, default);
        return (changed.Refusal?.Error, changed.Refusal?.Field);
    }
}
