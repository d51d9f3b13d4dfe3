using Parley.Accounts;
using Parley.Bans;
using Parley.Conversations;
using Parley.Jobs;
using Parley.Primitives;
using Parley.Privacy;
using Parley.Rooms;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Messages;

namespace Parley.Storage.Tests.Privacy;

/// <summary>What erasing an account promises, on whatever database.</summary>
public abstract class ErasureContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task What_is_under_way_writes_nothing_back_and_the_rest_goes_once_more_a_minute_later()
    {
        var person = await fixture.AddPersonAsync(await fixture.NewTenantAsync());
        var (tenant, stores, now) = (person.TenantId, fixture.Stores, fixture.Clock.NowMs);
        await stores.PersonalData.RequestExportAsync(new DataExport(person.Id, tenant, person.Id, now), Job(PersonalData.ExportKind, person), default);
        Assert.True(await EraseAsync(person));
        Assert.False(await EraseAsync(person));
        Assert.False(await stores.PersonalData.RequestExportAsync(new DataExport(person.Id, tenant, person.Id, now), Job(PersonalData.ExportKind, person), default));
        Assert.False(await stores.Register.SetRoleAsync(tenant, person.Id, Role.Agent, now, default));

        var change = new ProfileChange { Phone = new SealedField([1, 2, 3], [4]), WeChatOpenId = new SealedField([1, 2, 3], null) };
        Assert.Equal(ChatError.UserNotFound, (await stores.Accounts.UpdateProfileAsync(tenant, person.Id, change, default)).Refusal?.Error);
        await stores.Accounts.SetPasswordAsync(person.Id, "hash", now, default);
        var profile = await stores.Accounts.FindProfileAsync(tenant, person.Id, default);
        Assert.Equal((PersonalData.ErasedName, null, null), (profile!.Profile.Account.DisplayName, profile.Phone, profile.WeChatOpenId));
        Assert.Null((await stores.Accounts.FindByUsernameAsync(tenant, profile.Profile.Account.Username, default))?.PasswordHash);
        Assert.Null(await stores.PersonalData.FindExportAsync(tenant, person.Id, default)); // what an export under way asks before it keeps its copy
        var jobs = await stores.Jobs.ListAsync(new JobFilter { Kind = PersonalData.EraseKind, TenantId = tenant }, null, 10, default);
        Assert.Equal(2, jobs.Count);
        Assert.Contains(jobs, job => job.DueAt == now + 60_000);
    }

    [Fact]
    public async Task What_was_said_against_bans_goes_and_the_bans_stay()
    {
        var person = await fixture.AddPersonAsync(await fixture.NewTenantAsync());
        var (tenant, stores, now) = (person.TenantId, fixture.Stores, fixture.Clock.NowMs);
        await stores.Accounts.SetStatusAsync(tenant, person.Id, AccountStatus.Banned, null, "spam", default, default);
        var ban = Assert.Single(await stores.Bans.ListAsync(tenant, new BanFilter(person.Id), default, 10, default));
        Assert.True(await stores.Bans.AppealAsync(tenant, person.Id, ban.Id, "it was my brother", now, default));
        Assert.True(await EraseAsync(person));
        while (await stores.PersonalData.DeleteSomeAsync(person.Id, default) > 0)
        {
        }

        Assert.Null((await stores.Bans.FindAsync(tenant, ban.Id, default))!.Appeal);
    }

    [Fact]
    public async Task An_agent_has_left_the_rooms_that_it_joined()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, agent) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var room = new Conversation
        {
            Id = new ConversationId(fixture.Ids.Next()),
            TenantId = world.Tenant,
            Kind = ConversationKind.Room,
            OrderId = new OrderId(1),
            OwnerId = ann.Id,
            PeerId = bob.Id,
            MaxMembers = 10,
            CreatedAt = 1,
        };
        await world.Conversations.OpenRoomAsync(
            room, [.. new[] { ann, bob }.Select(one => new Participant { ConversationId = room.Id, UserId = one.Id, JoinedAt = 1 })], isDeclared: false, default);
        await world.Conversations.EditAsync(world.Tenant, room.Id, (_, members) => RoomRules.Join(members, agent.Id, 5), default);
        Assert.True(await EraseAsync(agent));
        Assert.True(await EraseAsync(ann)); // whose order it is stays
        Assert.Equal([ann.Id, bob.Id], (await world.Conversations.ReadMembersAsync(room.Id, default)).Select(member => member.UserId));
        Assert.Equal(2, (await world.ReadAsync(room.Id)).MemberCount);
    }

    private Task<bool> EraseAsync(Account person) => fixture.Stores.PersonalData.EraseAsync(
        person.TenantId, person.Id, PersonalData.ErasedName, fixture.Clock.NowMs, Job(PersonalData.EraseKind, person), default);

    private static NewJob Job(string kind, Account person) =>
        new() { Kind = kind, TenantId = person.TenantId, Payload = person.Id.ToString(), UniqueKey = person.Id.ToString() };
}

/// <summary>On SQLite.</summary>
public sealed class SqliteErasureTests(SqliteFixture fixture) : ErasureContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresErasureTests(PostgresFixture fixture) : ErasureContract(fixture), IClassFixture<PostgresFixture>;
