using Parley.Accounts;
using Parley.Conversations;
using Parley.Limits;
using Parley.Messages;
using Parley.Primitives;
using Parley.Rooms;
using Parley.Storage.Tests.Fixtures;
using Parley.Tests.Delivery;

namespace Parley.Tests.Rooms;

public sealed class OrderRoomsOnSqlite() : OrderRoomsContract(new SqliteFixture());

public sealed class OrderRoomsOnPostgres() : OrderRoomsContract(new PostgresFixture());

/// <summary>Whose room an order's is, where the order is kept here.</summary>
public abstract class OrderRoomsContract(DatabaseFixture fixture) : OwnDatabase(fixture)
{
    private readonly NotedOrders _orders = new();

    [Fact]
    public async Task An_order_that_is_kept_here_has_a_room_of_its_two_sides_and_of_nobody_else()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var rooms = Rooms(node);
        var (tenant, customer, provider, stranger) = await PeopleAsync();
        var order = _orders.Note(tenant, Fixture.Ids.Next(), customer.Id, provider.Id);

        Assert.Equal(ChatError.NotParticipant, (await OpenAsync(rooms, stranger, order, provider.Id)).Refusal?.Error);
        Assert.Equal(ChatError.NotParticipant, (await rooms.FindAsync(stranger, order, default)).Refusal?.Error);
        Assert.Equal(ChatError.NotParticipant, (await OpenAsync(rooms, provider, order, stranger.Id)).Refusal?.Error);
        var room = (await OpenAsync(rooms, provider, order, default)).Value!;
        Assert.Equal((order, customer.Id, provider.Id, 2), (room.OrderId, room.OwnerId, room.PeerId, room.MemberCount));
        Assert.Equal(room.Id, (await rooms.FindAsync(customer, order, default)).Value!.Id);
        Assert.Equal(ChatError.NotParticipant, (await OpenAsync(rooms, stranger, order, default)).Refusal?.Error);
    }

    [Fact]
    public async Task An_order_that_nobody_made_has_no_room()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var rooms = Rooms(node);
        var (tenant, customer, provider, _) = await PeopleAsync();
        var elsewhere = await Fixture.AddPersonAsync(await Fixture.NewTenantAsync());
        var order = _orders.Note(tenant, Fixture.Ids.Next(), customer.Id, provider.Id);

        Assert.Equal(ChatError.ConversationNotFound, (await OpenAsync(rooms, customer, new OrderId(Fixture.Ids.Next()), provider.Id)).Refusal?.Error);
        Assert.Equal(ChatError.ConversationNotFound, (await OpenAsync(rooms, elsewhere, order, default)).Refusal?.Error);
        Assert.Equal(ChatError.InvalidField, (await rooms.DeclareAsync(tenant, order, [customer.Id, provider.Id], default)).Refusal?.Error);
    }

    [Fact]
    public async Task Each_order_has_a_room_of_its_own_beside_what_the_two_talk_elsewhere_and_agents_come_into_it()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var rooms = Rooms(node);
        var (tenant, customer, provider, stranger) = await PeopleAsync();
        var agent = (await Fixture.AddPersonAsync(tenant)) with { Role = Role.Agent };
        var direct = (await node.Directs.OpenAsync(customer, provider.Id, default)).Value;
        var (one, two) = (_orders.Note(tenant, Fixture.Ids.Next(), customer.Id, provider.Id), _orders.Note(tenant, Fixture.Ids.Next(), customer.Id, provider.Id));

        var room = (await OpenAsync(rooms, customer, one, provider.Id)).Value!;
        Assert.Equal((one, 2), (room.OrderId, room.MemberCount));
        Assert.Equal(3, new[] { direct, room.Id, (await rooms.FindAsync(provider, two, default)).Value!.Id }.Distinct().Count());
        Assert.Equal(ChatError.NotParticipant, (await rooms.FindAsync(agent, one, default)).Refusal?.Error);
        Assert.Equal(ChatError.Forbidden, (await rooms.JoinAsync(stranger, one, default)).Refusal?.Error);
        var joined = (await rooms.JoinAsync(agent, one, default)).Value!;
        Assert.Equal((room.Id, 3), (joined.Id, joined.MemberCount));
        Assert.Equal(room.Id, (await OpenAsync(rooms, customer, one, provider.Id)).Value!.Id);
        Assert.Equal(room.Id, (await rooms.JoinAsync(agent, one, default)).Value!.Id);
    }

    [Fact]
    public async Task A_room_in_which_nothing_was_said_goes_to_whoever_comes_next_unless_it_was_declared()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var rooms = Rooms(node);
        var (tenant, customer, provider, eve) = await PeopleAsync();
        var victim = await Fixture.AddPersonAsync(tenant);
        var order = new OrderId(100);

        var squatted = (await OpenAsync(rooms, eve, order, victim.Id)).Value!;
        Assert.Equal(squatted.Id, (await OpenAsync(rooms, eve, order, default)).Value!.Id);
        var room = (await OpenAsync(rooms, customer, order, provider.Id)).Value!;
        Assert.Equal((squatted.Id, customer.Id, provider.Id, 2), (room.Id, room.OwnerId, room.PeerId, room.MemberCount));
        Assert.Equal(ChatError.NotParticipant, (await rooms.FindAsync(eve, order, default)).Refusal?.Error);
        Assert.Equal(ChatError.InvalidField, (await OpenAsync(rooms, eve, order, default)).Refusal?.Error);

        Assert.True((await rooms.DeclareAsync(tenant, order, [customer.Id, provider.Id], default)).IsOk);
        Assert.Equal(ChatError.NotParticipant, (await OpenAsync(rooms, eve, order, victim.Id)).Refusal?.Error);
        Assert.Equal(room.Id, (await OpenAsync(rooms, provider, order, customer.Id)).Value!.Id);
    }

    [Fact]
    public async Task Whoever_writes_to_rooms_of_others_is_slowed_and_those_in_them_are_not()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var rooms = Rooms(node);
        var (_, customer, provider, eve) = await PeopleAsync();
        var order = new OrderId(100);
        var room = (await SendAsync(rooms, customer, order, provider.Id)).Value;
        var burst = new RateLimits().Lookups.Burst;
        for (var times = 0; times < burst * 2; times++)
            Assert.Equal(room, (await SendAsync(rooms, customer, order, times % 2 == 0 ? provider.Id : default)).Value);
        for (var times = 0; times < burst; times++)
            Assert.Equal(ChatError.InvalidField, (await SendAsync(rooms, eve, order, default)).Refusal?.Error);
        Assert.Equal(ChatError.RateLimited, (await SendAsync(rooms, eve, order, default)).Refusal?.Error);
    }

    [Fact]
    public async Task Where_rooms_are_the_backends_no_message_makes_one()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var rooms = Rooms(node, new RoomOptions { Opening = RoomOpening.Declared });
        var (tenant, customer, provider, _) = await PeopleAsync();
        Assert.Equal(ChatError.Forbidden, (await OpenAsync(rooms, customer, new OrderId(100), provider.Id)).Refusal?.Error);
        var declared = (await rooms.DeclareAsync(tenant, new OrderId(100), [customer.Id, provider.Id], default)).Value!;
        Assert.Equal(declared.Id, (await OpenAsync(rooms, customer, new OrderId(100), provider.Id)).Value!.Id);
    }

    [Fact]
    public async Task An_admin_takes_an_agent_out_and_nobody_else()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var rooms = Rooms(node);
        var (tenant, customer, provider, agent) = await PeopleAsync();
        var chief = (await Fixture.AddPersonAsync(tenant)) with { Role = Role.Admin };
        var foreigner = (await Fixture.AddPersonAsync(await Fixture.NewTenantAsync())) with { Role = Role.Admin };
        var order = _orders.Note(tenant, Fixture.Ids.Next(), customer.Id, provider.Id);
        Assert.Equal(3, (await rooms.JoinAsync(agent with { Role = Role.Agent }, order, default)).Value!.MemberCount);

        Assert.Equal(ChatError.SelfTarget, (await rooms.RemoveAgentAsync(chief, order, chief.Id, default)).Refusal?.Error);
        Assert.Equal(ChatError.UserNotFound, (await rooms.RemoveAgentAsync(foreigner, order, agent.Id, default)).Refusal?.Error);
        Assert.Equal(ChatError.Forbidden, (await rooms.RemoveAgentAsync(provider, order, agent.Id, default)).Refusal?.Error);
        Assert.Equal(ChatError.NotFound, (await rooms.RemoveAgentAsync(chief, order, provider.Id, default)).Refusal?.Error);
        Assert.Equal(ChatError.ConversationNotFound, (await rooms.RemoveAgentAsync(chief, new OrderId(Fixture.Ids.Next()), agent.Id, default)).Refusal?.Error);
        Assert.Equal(2, (await rooms.RemoveAgentAsync(chief, order, agent.Id, default)).Value!.MemberCount);
        Assert.Equal(ChatError.NotFound, (await rooms.RemoveAgentAsync(chief, order, agent.Id, default)).Refusal?.Error);
        Assert.Equal(ChatError.NotParticipant, (await OpenAsync(rooms, agent, order, default)).Refusal?.Error);
        Assert.Equal(3, (await rooms.JoinAsync(agent with { Role = Role.Agent }, order, default)).Value!.MemberCount);
        Assert.Equal(2, (await rooms.RemoveAgentAsync(foreigner with { Role = Role.Operator }, order, agent.Id, default)).Value!.MemberCount);
    }

    private OrderRooms Rooms(TestNode node, RoomOptions? options = null)
    {
        var limits = new RateLimits();
        return new OrderRooms(
            Fixture.Stores.Conversations, _orders, node.Directs, node.Accounts, node.Fanout, new RateLimiter(limits, Fixture.Clock), limits,
            node.Audit, Fixture.Ids, Fixture.Clock, options ?? new RoomOptions());
    }

    private static ValueTask<Outcome<ConversationId>> SendAsync(OrderRooms rooms, Account caller, OrderId order, UserId receiver) =>
        rooms.OpenForSendAsync(caller, order, receiver, ContactPolicy.Open, default);

    private static Task<Outcome<Conversation>> OpenAsync(OrderRooms rooms, Account caller, OrderId order, UserId receiver) =>
        rooms.OpenAsync(caller, order, receiver, ContactPolicy.Open, default);

    private async Task<(TenantId Tenant, Account Customer, Account Provider, Account Stranger)> PeopleAsync()
    {
        var tenant = await Fixture.NewTenantAsync();
        return (tenant, await Fixture.AddPersonAsync(tenant), await Fixture.AddPersonAsync(tenant), await Fixture.AddPersonAsync(tenant));
    }
}
