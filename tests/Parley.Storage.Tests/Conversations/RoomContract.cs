using Parley.Accounts;
using Parley.Conversations;
using Parley.Primitives;
using Parley.Rooms;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Messages;

namespace Parley.Storage.Tests.Conversations;

/// <summary>What the rooms of orders promise, on whatever database; and pages by time.</summary>
public abstract class RoomContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task An_order_has_one_room_however_many_open_it_at_once()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, eve) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAsync(world, 100, ann.Id, bob.Id)));
        var room = Assert.Single(opened, one => one.IsNew).Room;
        Assert.All(opened, one => Assert.Equal(room, one.Room));
        Assert.Equal((100L, ann.Id, bob.Id, 2), (room.OrderId.Value, room.OwnerId, room.PeerId, room.MemberCount));
        Assert.Equal(room, await world.Conversations.FindRoomAsync(world.Tenant, new OrderId(100), default));
        Assert.Null(await world.Conversations.FindRoomAsync(world.Tenant, new OrderId(101), default));
        Assert.NotEqual(room.Id, (await OpenAsync(world, 101, ann.Id, eve.Id)).Room.Id);

        await using var other = await ChatWorld.CreateAsync(fixture);
        Assert.Null(await other.Conversations.FindRoomAsync(other.Tenant, new OrderId(100), default));
        var stranger = await other.PersonAsync();
        Assert.True((await OpenAsync(other, 100, stranger.Id)).IsNew);
    }

    [Fact]
    public async Task Who_joins_a_room_later_sees_what_came_after()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, agent) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var room = (await OpenAsync(world, 7, ann.Id, bob.Id)).Room;
        await world.SendAsync(room, ann);
        var edited = await world.Conversations.EditAsync(world.Tenant, room.Id, (_, members) => RoomRules.Join(members, agent.Id, 5), default);
        Assert.Equal((3, 1L), (edited.Value!.Conversation.MemberCount, Assert.Single(edited.Value.Changed).JoinedSeq));
        await world.SendAsync(room, agent);
        var declared = await world.Conversations.EditAsync(world.Tenant, room.Id, (_, members) => RoomRules.Declare(members, [ann.Id], 6), default);
        Assert.Equal(bob.Id, Assert.Single(declared.Value!.Changed).UserId);
        Assert.Equal(2, declared.Value.Conversation.MemberCount); // the agent stays
        Assert.Equal(7L, (await world.ReadAsync(room.Id))!.OrderId.Value);
    }

    [Fact]
    public async Task A_block_closes_a_room_of_two_to_both_whatever_they_write_from()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, agent) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var room = (await OpenAsync(world, 11, ann.Id, bob.Id)).Room;
        var other = (await OpenAsync(world, 12, ann.Id, agent.Id)).Room;
        var first = await world.SendAsync(room, ann, "hello", "t1");
        await Sql.RunAsync(
            world.Stores, "INSERT INTO blocks (blocker_id, blocked_id, created_at) VALUES (@bob, @ann, 1)", ("@bob", bob.Id.Value), ("@ann", ann.Id.Value));
        var sends = await world.RunAsync(
            ChatWorld.Send(room.Id, ann, "a"), ChatWorld.Send(room.Id, bob, "b"), ChatWorld.Send(other.Id, ann, "c"), ChatWorld.Send(room.Id, ann, "hello", "t1"));
        Assert.Equal([ChatError.Blocked, ChatError.Blocked, null, null], sends.Select(send => send.Refusal?.Error));
        Assert.Equal(first.Message!.Id, sends[3].Message!.Id);

        await world.Conversations.EditAsync(world.Tenant, room.Id, (_, members) => RoomRules.Join(members, agent.Id, 5), default);
        Assert.Null((await world.SendAsync(room, ann, "to the agent, too")).Refusal);
    }

    [Fact]
    public async Task Who_is_no_agent_any_more_leaves_the_rooms_that_it_joined_as_one()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, agent) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var (joined, own) = ((await OpenAsync(world, 13, ann.Id, bob.Id)).Room, (await OpenAsync(world, 14, ann.Id, agent.Id)).Room);
        await world.Conversations.EditAsync(world.Tenant, joined.Id, (_, members) => RoomRules.Join(members, agent.Id, 5), default);
        Assert.True(await world.Stores.Register.SetRoleAsync(world.Tenant, agent.Id, Role.Agent, 6, default));
        Assert.Null((await world.SendAsync(joined, agent)).Refusal);
        var before = (await world.ReadAsync(joined.Id))!;
        Assert.True(await world.Stores.Register.SetRoleAsync(world.Tenant, agent.Id, Role.Customer, 7, default));

        Assert.Equal(ChatError.NotParticipant, (await world.SendAsync(joined, agent)).Refusal?.Error);
        Assert.Null((await world.SendAsync(own, agent)).Refusal);
        var after = (await world.ReadAsync(joined.Id))!;
        Assert.Equal((2, before.Rev + 1, before.MemberVersion + 1), (after.MemberCount, after.Rev, after.MemberVersion));
        var seat = (await world.Conversations.FindParticipantAsync(joined.Id, agent.Id, default))!;
        Assert.Equal((7L, after.Rev), (seat.LeftAt!.Value, seat.Rev));
        Assert.Equal([ann.Id, bob.Id], (await world.Conversations.ReadMembersAsync(joined.Id, default)).Select(member => member.UserId));
    }

    [Theory]
    [InlineData(AccountStatus.Disabled, null, true)]
    [InlineData(AccountStatus.Banned, null, true)]
    [InlineData(AccountStatus.Banned, 3_600_000L, false)]
    [InlineData(AccountStatus.Active, null, false)]
    public async Task Who_is_kept_out_for_good_leaves_the_rooms_that_it_joined_and_who_will_be_back_does_not(AccountStatus status, long? length, bool leaves)
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, agent) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var (joined, own) = ((await OpenAsync(world, 15, ann.Id, bob.Id)).Room, (await OpenAsync(world, 16, ann.Id, agent.Id)).Room);
        await world.Conversations.EditAsync(world.Tenant, joined.Id, (_, members) => RoomRules.Join(members, agent.Id, 5), default);
        var until = length is { } ms ? world.Clock.NowMs + ms : (long?)null;
        Assert.True(await world.Stores.Accounts.SetStatusAsync(world.Tenant, agent.Id, status, until, "x", ann.Id, default));

        Assert.Equal(!leaves, (await world.Conversations.FindParticipantAsync(joined.Id, agent.Id, default))!.IsMember);
        Assert.Equal(leaves ? 2 : 3, (await world.ReadAsync(joined.Id)).MemberCount);
        Assert.True((await world.Conversations.FindParticipantAsync(own.Id, agent.Id, default))!.IsMember);
        Assert.True(await world.Stores.Accounts.SetStatusAsync(world.Tenant, agent.Id, AccountStatus.Active, null, "x", ann.Id, default));
        Assert.Equal(!leaves, (await world.Conversations.FindParticipantAsync(joined.Id, agent.Id, default))!.IsMember);
    }

    [Fact]
    public async Task A_room_is_declared_from_the_word_of_the_tenant_on()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, eve) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var room = (await OpenAsync(world, 9, ann.Id, eve.Id)).Room;
        Assert.False(await world.Conversations.IsDeclaredAsync(room.Id, default));
        for (var times = 0; times < 2; times++)
            Assert.True((await world.Conversations.EditAsync(world.Tenant, room.Id, (_, members) => RoomRules.Declare(members, [ann.Id, bob.Id], 5), default)).IsOk);
        Assert.True(await world.Conversations.IsDeclaredAsync(room.Id, default));
        Assert.True(await world.Conversations.IsDeclaredAsync((await OpenAsync(world, 10, isDeclared: true, ann.Id, bob.Id)).Room.Id, default));
    }

    [Fact]
    public async Task The_newest_message_before_a_time_is_found()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var room = (await OpenAsync(world, 8, ann.Id, bob.Id)).Room;
        Assert.Equal(0, await world.Messages.FindLastBeforeAsync(room.Id, 0, 0, long.MaxValue, default));
        for (var sent = 0; sent < 9; sent++)
            await world.SendAsync(room, ann);
        var messages = (await world.Messages.ReadPageAsync(room.Id, ann.Id, 0, null, 100, default)).Messages;
        foreach (var message in messages)
        {
            Assert.Equal(message.Seq - 1, await world.Messages.FindLastBeforeAsync(room.Id, 0, 9, message.CreatedAt, default));
            Assert.Equal(message.Seq, await world.Messages.FindLastBeforeAsync(room.Id, 0, 9, message.CreatedAt + 1, default));
        }

        Assert.Equal(4, await world.Messages.FindLastBeforeAsync(room.Id, 4, 9, 1, default));
        Assert.Equal(9, await world.Messages.FindLastBeforeAsync(room.Id, 4, 9, long.MaxValue, default));
    }

    private static Task<(Conversation Room, bool IsNew)> OpenAsync(ChatWorld world, long order, params UserId[] users) =>
        OpenAsync(world, order, isDeclared: false, users);

    private static Task<(Conversation Room, bool IsNew)> OpenAsync(ChatWorld world, long order, bool isDeclared, params UserId[] users)
    {
        var room = new Conversation
        {
            Id = new ConversationId(world.Ids.Next()),
            TenantId = world.Tenant,
            Kind = ConversationKind.Room,
            OrderId = new OrderId(order),
            OwnerId = users[0],
            PeerId = users.Length == 2 ? users[1] : default,
            MaxMembers = OrderRooms.MostMembers,
            CreatedAt = 1,
        };
        return world.Conversations.OpenRoomAsync(room, [.. users.Select(user => new Participant { ConversationId = room.Id, UserId = user })], isDeclared, default);
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteRoomTests(SqliteFixture fixture) : RoomContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresRoomTests(PostgresFixture fixture) : RoomContract(fixture), IClassFixture<PostgresFixture>;
