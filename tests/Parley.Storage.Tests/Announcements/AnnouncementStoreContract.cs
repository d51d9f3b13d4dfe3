using Parley.Accounts;
using Parley.Announcements;
using Parley.Messages;
using Parley.Notifications;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Messages;

namespace Parley.Storage.Tests.Announcements;

/// <summary>What the store of announcements promises, on whatever database, and how they show in people's lists of notifications.</summary>
public abstract class AnnouncementStoreContract(DatabaseFixture fixture)
{
    private IAnnouncementStore Store => fixture.Stores.Announcements;

    private INotificationStore Notifications => fixture.Stores.Notifications;

    [Fact]
    public async Task What_is_due_is_said_once_however_many_say_it()
    {
        var tenant = await fixture.NewTenantAsync();
        var now = fixture.Clock.NowMs;
        var due = await AddAsync(tenant, dueAt: now - 1);
        var later = await AddAsync(tenant, dueAt: now + 60_000);

        var said = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Store.PublishDueAsync(now, default))));
        Assert.Equal(1, said.Sum());
        var published = Assert.Single(await Store.ReadAfterAsync(0, 1_000, default), one => one.TenantId == tenant);
        Assert.Equal(due with { NoticeId = published.NoticeId, PublishedAt = now, Seq = published.Seq }, published);
        Assert.False(published.NoticeId.IsNone);
        Assert.Equal([later, published], await Store.ListAsync(tenant, default, 10, default));
        Assert.Equal([published], await Store.ListAsync(tenant, later.Id, 10, default));
    }

    [Fact]
    public async Task What_is_for_a_suspended_tenant_waits_until_it_no_longer_is()
    {
        var tenant = await fixture.NewTenantAsync();
        var waiting = await AddAsync(tenant, dueAt: fixture.Clock.NowMs - 1);
        await SetActiveAsync(tenant, false);
        await Store.PublishDueAsync(fixture.Clock.NowMs, default);
        Assert.Null(Assert.Single(await Store.ListAsync(tenant, default, 10, default)).PublishedAt);
        await SetActiveAsync(tenant, true);
        await Store.PublishDueAsync(fixture.Clock.NowMs, default);
        Assert.Equal((waiting.Id, (long?)fixture.Clock.NowMs), Assert.Single((await Store.ListAsync(tenant, default, 10, default)).Select(one => (one.Id, one.PublishedAt))));
    }

    [Fact]
    public async Task Only_what_was_not_said_is_taken_back_and_only_by_its_tenant()
    {
        var (tenant, other) = (await fixture.NewTenantAsync(), await fixture.NewTenantAsync());
        var waiting = await AddAsync(tenant, dueAt: fixture.Clock.NowMs + 60_000);
        var said = await SaidAsync(tenant);

        Assert.Equal(ChatError.NotFound, (await Store.CancelAsync(other, waiting.Id, default)).Refusal?.Error);
        Assert.Equal(ChatError.Conflict, (await Store.CancelAsync(tenant, said.Id, default)).Refusal?.Error);
        Assert.True((await Store.CancelAsync(tenant, waiting.Id, default)).IsOk);
        Assert.Equal(ChatError.NotFound, (await Store.CancelAsync(tenant, waiting.Id, default)).Refusal?.Error);
    }

    [Fact]
    public async Task It_is_among_the_notifications_of_those_whom_it_is_for()
    {
        var (tenant, other) = (await fixture.NewTenantAsync(), await fixture.NewTenantAsync());
        var (customer, stranger) = (await fixture.AddPersonAsync(tenant), await fixture.AddPersonAsync(other));
        Assert.Equal(Role.Customer, customer.Role);
        await AddAsync(tenant, dueAt: fixture.Clock.NowMs + 60_000);
        var own = new Notification(new NotificationId(fixture.Ids.Next()), customer.Id, NotificationType.System, "t", "c", null, fixture.Clock.NowMs);
        await Notifications.AddAsync(own, default);
        var forAll = await SaidAsync(tenant);
        var forCustomers = await SaidAsync(tenant, Role.Customer);
        await SaidAsync(tenant, Role.Agent);

        Notification[] expected = [forCustomers.ToNotification(customer.Id), forAll.ToNotification(customer.Id), own];
        Assert.Equal(expected, await Notifications.ListAsync(customer.Id, default, unreadOnly: false, 10, default));
        Assert.Equal([forAll.ToNotification(customer.Id)], await Notifications.ListAsync(customer.Id, forCustomers.NoticeId, unreadOnly: true, 1, default));
        Assert.Equal(3, await Notifications.CountUnreadAsync(customer.Id, default));
        Assert.Empty(await Notifications.ListAsync(stranger.Id, default, unreadOnly: false, 10, default));

        Assert.True(await Notifications.MarkReadAsync(customer.Id, forAll.NoticeId, 10, default));
        Assert.True(await Notifications.MarkReadAsync(customer.Id, forAll.NoticeId, 20, default));
        Assert.False(await Notifications.MarkReadAsync(stranger.Id, forAll.NoticeId, 10, default));
        Assert.Equal(10, (await Notifications.ListAsync(customer.Id, default, unreadOnly: false, 10, default))[1].ReadAt);
        Assert.Equal(2, await Notifications.MarkAllReadAsync(customer.Id, 30, default));
        Assert.Equal(0, await Notifications.CountUnreadAsync(customer.Id, default));
    }

    [Fact]
    public async Task Each_has_the_next_place_however_many_are_said_at_once()
    {
        var tenant = await fixture.NewTenantAsync();
        var last = (await Store.FindNewestAsync(default))?.Seq ?? 0;
        await AddAsync(tenant, dueAt: fixture.Clock.NowMs - 1);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(async () =>
        {
            if (i < 8)
                await SaidAsync(tenant);
            else
                await Store.PublishDueAsync(fixture.Clock.NowMs, default);
        })));

        var said = await Store.ReadAfterAsync(last, 100, default);
        Assert.Equal(Enumerable.Range(1, 9).Select(i => last + i), said.Select(one => one.Seq));
        Assert.Equal(said[^1], await Store.FindNewestAsync(default));
        Assert.Equal([said[3], said[4]], await Store.ReadAfterAsync(said[2].Seq, 2, default));
    }

    [Fact]
    public async Task A_device_missed_what_was_said_to_its_person_behind_its_place_and_not_read()
    {
        var (tenant, other) = (await fixture.NewTenantAsync(), await fixture.NewTenantAsync());
        var person = await fixture.AddPersonAsync(tenant);
        var now = fixture.Clock.NowMs;
        await SaidAsync(tenant, at: now - 1); // before the person came
        var one = await SaidAsync(tenant);
        var two = await SaidAsync(default);
        await SaidAsync(other);
        await SaidAsync(tenant, Role.Agent);
        var three = await SaidAsync(tenant, Role.Customer);
        await AddAsync(tenant, dueAt: now + 60_000);

        Assert.Equal([one.Id, two.Id, three.Id], await MissedAsync(person, "im"));
        Assert.Equal([two.Id, three.Id], await MissedAsync(person, "im", limit: 2)); // the newest of it
        Assert.Empty(await MissedAsync(person, "im", since: now + 1));
        await using var world = await ChatWorld.CreateAsync(fixture);
        var place = (await Store.ReadAfterAsync(0, 1_000, default)).Single(said => said.Id == one.Id).Seq;
        Assert.Empty(await world.MoveAsync(new PointerMove(default, person.Id, 0, place, "im")));
        await world.MoveAsync(new PointerMove(default, person.Id, 0, place - 1, "im")); // late
        Assert.Equal([two.Id, three.Id], await MissedAsync(person, "im"));
        Assert.Equal([one.Id, two.Id, three.Id], await MissedAsync(person, "phone"));
        Assert.True(await Notifications.MarkReadAsync(person.Id, two.NoticeId, now, default));
        Assert.Equal([three.Id], await MissedAsync(person, "im"));
        Assert.Equal([one.Id, three.Id], await MissedAsync(person, "phone"));
        fixture.Clock.Advance(TimeSpan.FromSeconds(1)); // the one for everybody is for nobody whom another test makes
    }

    private async Task<IEnumerable<AnnouncementId>> MissedAsync(Account person, string device, long since = 0, int limit = 10) =>
        (await Store.ReadMissedAsync(person, device, since, limit, default)).Select(one => one.Id);

    private Task<int> SetActiveAsync(TenantId tenant, bool isActive) =>
        Sql.RunAsync(fixture.Stores, "UPDATE tenants SET is_active = @active WHERE id = @id", ("@active", isActive), ("@id", tenant.Value));

    private async Task<Announcement> SaidAsync(TenantId tenant, Role? role = null, long? at = null)
    {
        var now = at ?? fixture.Clock.NowMs;
        var said = Make(tenant, now, role) with { NoticeId = new NotificationId(fixture.Ids.Next()), PublishedAt = now };
        await Store.AddAsync(said, default);
        return said;
    }

    private async Task<Announcement> AddAsync(TenantId tenant, long dueAt)
    {
        var announcement = Make(tenant, dueAt, null);
        await Store.AddAsync(announcement, default);
        return announcement;
    }

    private Announcement Make(TenantId tenant, long dueAt, Role? role) => new()
    {
        Id = new AnnouncementId(fixture.Ids.Next()),
        TenantId = tenant,
        Role = role,
        Title = "停机",
        Content = "今晚维护",
        CreatedBy = new UserId(1),
        CreatedAt = fixture.Clock.NowMs,
        DueAt = dueAt,
    };
}

/// <summary>On SQLite.</summary>
public sealed class SqliteAnnouncementStoreTests(SqliteFixture fixture) : AnnouncementStoreContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresAnnouncementStoreTests(PostgresFixture fixture) : AnnouncementStoreContract(fixture), IClassFixture<PostgresFixture>;
