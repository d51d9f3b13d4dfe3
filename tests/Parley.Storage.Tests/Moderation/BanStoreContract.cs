using Parley.Accounts;
using Parley.Bans;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Moderation;

/// <summary>What the record of bans promises, on whatever database.</summary>
public abstract class BanStoreContract(DatabaseFixture fixture)
{
    private IBanStore Bans => fixture.Stores.Bans;

    private long Now => fixture.Clock.NowMs;

    [Fact]
    public async Task A_ban_of_an_account_is_recorded_with_it_and_one_that_replaces_it_takes_it_back()
    {
        var (tenant, person, admin) = await PeopleAsync();
        await SetAsync(person, AccountStatus.Banned, "first", admin.Id, Now + 1_000);
        await SetAsync(person, AccountStatus.Banned, "second", admin.Id, null);
        var all = await Bans.ListAsync(tenant, new BanFilter(person.Id), default, 10, default);
        Assert.Equal(["second", "first"], all.Select(ban => ban.Reason));
        Assert.Equal([true, false], all.Select(ban => ban.HoldsAt(Now)));
        Assert.Equal(all[0], Assert.Single(await Bans.ListAsync(tenant, new BanFilter(HoldingAt: Now), default, 10, default)));
        Assert.Equal(all[1], Assert.Single(await Bans.ListAsync(tenant, new BanFilter(), all[0].Id, 10, default)));

        await SetAsync(person, AccountStatus.Active, "sorry", admin.Id, null);
        var freed = await Bans.FindAsync(tenant, all[0].Id, default);
        Assert.Equal((Now, admin.Id, "sorry"), (freed!.LiftedAt, freed.LiftedBy, freed.LiftReason));
        Assert.Null((await fixture.Stores.Accounts.FindAsync(person.Id, default))!.BanReason);
        Assert.Null(await Bans.FindAsync(await fixture.NewTenantAsync(), all[0].Id, default));
    }

    [Fact]
    public async Task A_ban_that_was_replaced_meanwhile_lifts_nothing()
    {
        var (tenant, person, admin) = await PeopleAsync();
        await SetAsync(person, AccountStatus.Banned, "first", admin.Id, Now + 1_000);
        var first = Assert.Single(await Bans.ListAsync(tenant, new BanFilter(person.Id), default, 10, default));
        await SetAsync(person, AccountStatus.Banned, "for good", admin.Id, null);
        Assert.False(await LiftAsync(first.Id));
        var second = Assert.Single(await Bans.ListAsync(tenant, new BanFilter(person.Id, Now), default, 10, default));
        Assert.Equal(("for good", AccountStatus.Banned), (second.Reason, (await fixture.Stores.Accounts.FindAsync(person.Id, default))!.Status));

        var lifts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => LiftAsync(second.Id))));
        Assert.Single(lifts, done => done);
        Assert.Equal(AccountStatus.Active, (await fixture.Stores.Accounts.FindAsync(person.Id, default))!.Status);

        Task<bool> LiftAsync(BanId ban) => fixture.Stores.Accounts.LiftBanAsync(tenant, person.Id, ban, "sorry", admin.Id, default);
    }

    [Fact]
    public async Task Something_is_said_against_a_ban_once_by_whose_it_is_while_it_stands()
    {
        var (tenant, person, admin) = await PeopleAsync();
        await SetAsync(person, AccountStatus.Banned, "why", admin.Id, null);
        var ban = Assert.Single(await Bans.ListAsync(tenant, new BanFilter(person.Id), default, 10, default));
        Assert.False(await Bans.AppealAsync(tenant, admin.Id, ban.Id, "not mine", Now, default));
        var tries = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => Task.Run(() => Bans.AppealAsync(tenant, person.Id, ban.Id, $"no {i}", Now, default))));
        Assert.Single(tries, done => done);
        Assert.Equal(ban.Id, Assert.Single(await Bans.ListAsync(tenant, new BanFilter(OnlyAppealed: true), default, 10, default)).Id);

        await SetAsync(person, AccountStatus.Banned, "again", admin.Id, null);
        await SetAsync(person, AccountStatus.Active, "free", admin.Id, null);
        var last = (await Bans.ListAsync(tenant, new BanFilter(person.Id), default, 1, default))[0];
        Assert.False(await Bans.AppealAsync(tenant, person.Id, last.Id, "late", Now, default));
    }

    [Fact]
    public async Task Bans_of_devices_raise_their_version_and_those_that_hold_are_read()
    {
        var (tenant, person, admin) = await PeopleAsync();
        var before = await Bans.ReadDevicesVersionAsync(default);
        var (old, ban) = (Device(tenant, person, "d-1", Now + 10), Device(tenant, person, "d-1", null));
        await Bans.AddDeviceAsync(old, default);
        await Bans.AddDeviceAsync(ban, default);
        Assert.True(await Bans.ReadDevicesVersionAsync(default) > before);
        Assert.Equal(ban, Assert.Single(await Bans.ReadDevicesAsync(Now, default), one => one.TenantId == tenant));
        Assert.False(await Bans.LiftDeviceAsync(tenant, old.Id, admin.Id, "over", Now, default));
        Assert.True(await Bans.LiftDeviceAsync(tenant, ban.Id, admin.Id, "sold", Now, default));
        Assert.False(await Bans.LiftDeviceAsync(tenant, ban.Id, admin.Id, "sold", Now, default));
        Assert.DoesNotContain(await Bans.ReadDevicesAsync(Now, default), one => one.TenantId == tenant);
    }

    private Ban Device(TenantId tenant, Account person, string device, long? until) => new()
    {
        Id = new BanId(fixture.Ids.Next()),
        TenantId = tenant,
        UserId = person.Id,
        Device = device,
        Reason = "fraud",
        By = person.Id,
        CreatedAt = Now,
        Until = until,
    };

    private Task<bool> SetAsync(Account person, AccountStatus status, string reason, UserId by, long? until) =>
        fixture.Stores.Accounts.SetStatusAsync(person.TenantId, person.Id, status, until, reason, by, default);

    private async Task<(TenantId Tenant, Account Person, Account Admin)> PeopleAsync()
    {
        var tenant = await fixture.NewTenantAsync();
        return (tenant, await fixture.AddPersonAsync(tenant), await fixture.AddPersonAsync(tenant));
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteBanStoreTests(SqliteFixture fixture) : BanStoreContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresBanStoreTests(PostgresFixture fixture) : BanStoreContract(fixture), IClassFixture<PostgresFixture>;
