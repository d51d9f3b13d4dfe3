using Parley.Accounts;
using Parley.Files;
using Parley.Jobs;
using Parley.Notifications;
using Parley.Primitives;
using Parley.Privacy;
using Parley.Storage.Tests.Fixtures;
using Parley.Webhooks;

namespace Parley.Storage.Tests.Privacy;

public sealed class PersonalDataOnSqlite(SqliteFixture fixture) : PersonalDataContract(fixture), IClassFixture<SqliteFixture>;

public sealed class PersonalDataOnPostgres(PostgresFixture fixture) : PersonalDataContract(fixture), IClassFixture<PostgresFixture>;

public abstract class PersonalDataContract(DatabaseFixture fixture)
{
    private IPersonalDataStore Store => fixture.Stores.PersonalData;

    [Fact]
    public async Task Every_section_is_read_in_pages_that_go_on_after_their_cursor()
    {
        var tenant = await fixture.NewTenantAsync();
        var (person, other) = (await fixture.AddPersonAsync(tenant), await fixture.AddPersonAsync(tenant));
        for (var i = 0; i < 5; i++)
            await TellAsync(person.Id, $"{i}");
        await TellAsync(other.Id, "of another");
        foreach (var section in Store.Sections)
            Assert.InRange((await Store.ReadAsync(section, person.Id, 0, 2, default)).Count, 0, 2);

        var seen = new List<string>();
        for (var after = 0L; await Store.ReadAsync("notifications", person.Id, after, 2, default) is { Count: > 0 } page; after = page[^1].Cursor)
            seen.AddRange(page.Select(record => (string)record.Fields.Single(field => field.Name == "content").Value!));
        Assert.Equal(["0", "1", "2", "3", "4"], seen);
        var profile = Assert.Single(await Store.ReadAsync("profile", person.Id, 0, 10, default));
        Assert.Equal(person.Username, profile.Fields.Single(field => field.Name == "username").Value);
        Assert.DoesNotContain(profile.Fields, field => field.Name.Contains("password", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_copy_is_asked_for_and_ready_once_and_only_its_tenant_knows()
    {
        var (tenant, elsewhere) = (await fixture.NewTenantAsync(), await fixture.NewTenantAsync());
        var person = await fixture.AddPersonAsync(tenant);
        Assert.Null(await Store.FindExportAsync(tenant, person.Id, default));
        await Store.RequestExportAsync(new DataExport(person.Id, tenant, person.Id, 5), JobOf(PersonalData.ExportKind, person.Id), default);
        Assert.Null((await Store.FindExportAsync(tenant, person.Id, default))!.FileId);
        Assert.Null(await Store.FindExportAsync(elsewhere, person.Id, default));
        await Store.FinishExportAsync(person.Id, new FileId(77), 9, default);
        Assert.Equal(new DataExport(person.Id, tenant, person.Id, 5, new FileId(77), 9), await Store.FindExportAsync(tenant, person.Id, default));
        await Store.RequestExportAsync(new DataExport(person.Id, tenant, person.Id, 11), JobOf(PersonalData.ExportKind, person.Id), default);
        Assert.Null((await Store.FindExportAsync(tenant, person.Id, default))!.ReadyAt);
    }

    [Fact]
    public async Task An_erased_account_has_no_name_no_address_and_no_way_in_and_is_erased_once()
    {
        var (tenant, elsewhere) = (await fixture.NewTenantAsync(), await fixture.NewTenantAsync());
        var made = fixture.NewPerson(tenant, $"erik {fixture.Ids.Next()}") with { PasswordHash = "hash", Phone = new([1], [2]), Email = new([3], [4]) };
        var person = (await fixture.Stores.Accounts.CreateAsync(made, default)).Value!;
        Task<bool> EraseAsync(TenantId of) => Store.EraseAsync(of, person.Id, PersonalData.ErasedName, 7, JobOf(PersonalData.EraseKind, person.Id), default);
        Assert.False(await EraseAsync(elsewhere));
        Assert.Equal(person.Username, (await fixture.Stores.Accounts.FindAsync(person.Id, default))!.Username);
        Assert.True(await EraseAsync(tenant));
        Assert.False(await EraseAsync(tenant));

        var left = (await fixture.Stores.Accounts.FindProfileAsync(tenant, person.Id, default))!;
        Assert.Equal((null, null, PersonalData.ErasedName), (left.Phone, left.Email, left.Profile.Account.DisplayName));
        Assert.Null(await fixture.Stores.Accounts.FindByUsernameAsync(tenant, made.UsernameKey, default));
        Assert.Contains(await fixture.Stores.Jobs.ListAsync(new JobFilter { Kind = PersonalData.EraseKind }, null, 50, default), job => job.Payload == person.Id.ToString());
    }

    [Fact]
    public async Task What_only_the_person_saw_goes_and_so_do_notifications_of_others_about_it_but_no_others()
    {
        var tenant = await fixture.NewTenantAsync();
        var (person, friend, third) = (await fixture.AddPersonAsync(tenant), await fixture.AddPersonAsync(tenant), await fixture.AddPersonAsync(tenant));
        var direct = await fixture.AddDirectAsync(tenant, person.Id, friend.Id);
        await TellAsync(person.Id, "own");
        await TellAsync(friend.Id, "asked", $"{{\"userId\":{person.Id},\"requestId\":5}}");
        await TellAsync(friend.Id, "invited", $"{{\"groupId\":5,\"userId\":{person.Id}}}");
        await TellAsync(friend.Id, "of another", $"{{\"userId\":{third.Id}}}");
        await TellAsync(friend.Id, "of one whose number begins alike", $"{{\"userId\":{person.Id}0}}");
        await TellAsync(person.Id, "kept until its turn", $"{{\"userId\":{person.Id}}}");

        Assert.Equal([direct], await Store.ReadConversationsAsync(person.Id, default, 10, default));
        await Store.ForgetInNotificationsAsync(person.Id, [direct], default);
        await Store.ForgetInNotificationsAsync(person.Id, [direct], default); // may be done twice
        Assert.Equal(["of one whose number begins alike", "of another"], await TextsAsync(friend.Id));
        Assert.Equal(2, (await TextsAsync(person.Id)).Length);

        while (await Store.DeleteSomeAsync(person.Id, default) > 0)
        {
            // Some at a time.
        }

        Assert.Empty(await TextsAsync(person.Id));
        Assert.Equal(2, (await TextsAsync(friend.Id)).Length);
    }

    [Fact]
    public async Task What_webhooks_were_told_of_the_person_goes_and_what_they_were_told_of_others_stays()
    {
        var (tenant, elsewhere) = (await fixture.NewTenantAsync(), await fixture.NewTenantAsync());
        var (person, other) = (await fixture.AddPersonAsync(tenant), await fixture.AddPersonAsync(tenant));
        var (hook, far) = (await AddHookAsync(tenant), await AddHookAsync(elsewhere));
        await fixture.Stores.Webhooks.AddAsync(
            [
                Delivery(hook, WebhookEvents.UserCreated, $"user.created:{person.Id}:1"), Delivery(hook, WebhookEvents.UserUpdated, $"user.updated:{person.Id}:77"),
                Delivery(hook, WebhookEvents.UserUpdated, $"user.updated:{other.Id}:78"), Delivery(hook, WebhookEvents.UserUpdated, $"user.updated:{person.Id}0:79"),
                Delivery(hook, WebhookEvents.OrderUpdated, $"order.updated:{person.Id}:1"), Delivery(far, WebhookEvents.UserUpdated, $"user.updated:{person.Id}:1"),
            ],
            default);

        while (await Store.DeleteSomeAsync(person.Id, default) > 0)
        {
            // Some at a time.
        }

        Assert.Equal([$"order.updated:{person.Id}:1", $"user.updated:{person.Id}0:79", $"user.updated:{other.Id}:78"], await SourcesAsync(hook));
        Assert.Single(await SourcesAsync(far));
    }

    [Fact]
    public async Task The_copy_before_goes_as_the_next_is_asked_for_and_none_counts_as_what_the_person_may_upload()
    {
        var tenant = await fixture.NewTenantAsync();
        var person = await fixture.AddPersonAsync(tenant);
        var (copy, own) = (FileOf(person), FileOf(person));
        await fixture.Stores.Files.AddAsync(copy, 0, default);
        Task RequestAsync(long at) => Store.RequestExportAsync(new DataExport(person.Id, tenant, person.Id, at), JobOf(PersonalData.ExportKind, person.Id), default);
        await RequestAsync(5);
        await Store.FinishExportAsync(person.Id, copy.Id, 9, default);
        Assert.True(await fixture.Stores.Files.AddAsync(own, own.Size, default));
        Assert.Equal(2, (await Store.ReadAsync("files", person.Id, 0, 10, default)).Count);
        await RequestAsync(11);
        Assert.Equal(own.Id.Value, Assert.Single(await Store.ReadAsync("files", person.Id, 0, 10, default)).Cursor);
        Assert.Null(await fixture.Stores.Files.FindAsync(tenant, copy.Id, default));
    }

    private async Task<WebhookId> AddHookAsync(TenantId tenant)
    {
        var hook = new Webhook { Id = new WebhookId(fixture.Ids.Next()), TenantId = tenant, Name = "n", Url = "https://x.example/", Events = WebhookEvents.UserUpdated, Secret = [1], CreatedAt = 1, UpdatedAt = 1 };
        Assert.True(await fixture.Stores.Webhooks.CreateAsync(hook, 20, default));
        return hook.Id;
    }

    private StoredFile FileOf(Account owner) => new()
    {
        Id = new FileId(fixture.Ids.Next()),
        TenantId = owner.TenantId,
        OwnerId = owner.Id,
        Name = "a.zip",
        ContentType = "application/zip",
        Kind = FileKind.Other,
        Size = 12,
        Sha256 = new string('0', 64),
        CreatedAt = 1,
    };

    private WebhookDelivery Delivery(WebhookId hook, WebhookEvents one, string source) => new()
    {
        Id = new DeliveryId(fixture.Ids.Next()),
        WebhookId = hook,
        Event = one,
        Source = source,
        Body = "{}",
        CreatedAt = 1,
    };

    private async Task<IEnumerable<string>> SourcesAsync(WebhookId hook) =>
        (await fixture.Stores.Webhooks.ListDeliveriesAsync(hook, null, null, 50, default)).Select(one => one.Source).Order(StringComparer.Ordinal);

    private async Task<string[]> TextsAsync(UserId user) =>
        [.. (await fixture.Stores.Notifications.ListAsync(user, default, unreadOnly: false, 50, default)).Select(one => one.Content)];

    private Task TellAsync(UserId to, string content, string? data = null) => fixture.Stores.Notifications.AddAsync(
        new Notification(new NotificationId(fixture.Ids.Next()), to, NotificationType.FriendRequest, "T", content, data, fixture.Clock.NowMs),
        default);

    private static NewJob JobOf(string kind, UserId user) => new() { Kind = kind, Payload = user.ToString(), UniqueKey = user.ToString() };
}
