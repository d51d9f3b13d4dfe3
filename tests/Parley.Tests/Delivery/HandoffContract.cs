using Parley.Accounts;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Tests.Delivery;

public sealed class HandoffOnSqlite() : HandoffContract(new SqliteFixture());

public sealed class HandoffOnPostgres() : HandoffContract(new PostgresFixture());

/// <summary>What a connection is given between its backlog and what is live.</summary>
public abstract class HandoffContract(DatabaseFixture fixture) : OwnDatabase(fixture)
{
    [Fact]
    public async Task Whoever_connects_while_messages_pour_in_gets_each_once_and_in_order()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (alice, bob, direct) = await PairAsync(node);
        var sending = Task.Run(async () =>
        {
            for (var i = 1; i <= 400; i++)
                await node.SendAsync(alice, direct, $"m{i}", $"t{i}");
        });

        var devices = new List<RecordingConnection>();
        for (var i = 0; !sending.IsCompleted || i < 20; i++)
        {
            var connection = await node.ConnectAsync(bob, $"device-{i}");
            devices.Add(connection);
            if (devices.Count >= 3)
                node.Handoff.Detach(devices[^3]);
        }

        await sending;
        await node.SettleAsync();
        Assert.All(devices[^2..], device => Assert.Equal(Enumerable.Range(1, 400).Select(i => (long)i), device.Seqs(direct)));
        Assert.All(devices, device => Assert.Equal(Enumerable.Range(1, device.Seqs(direct).Count).Select(i => (long)i), device.Seqs(direct)));
    }

    [Fact]
    public async Task A_device_that_comes_back_gets_what_it_has_not_had_and_nothing_else()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (alice, bob, direct) = await PairAsync(node);
        await node.SendAsync(alice, direct, "one");
        await node.SendAsync(alice, direct, "two");

        var first = await node.ConnectAsync(bob, "phone");
        Assert.Equal([1, 2], first.Seqs(direct));
        node.Receipts.MarkDelivered(bob.Id, "phone", direct, 1);
        await node.Receipts.FlushAsync(default);
        node.Handoff.Detach(first);
        await node.SendAsync(alice, direct, "three");

        Assert.Equal([2, 3], (await node.ConnectAsync(bob, "phone")).Seqs(direct));
    }

    [Fact]
    public async Task Whoever_looked_before_it_came_is_in_without_waiting_and_hears_all_that_is_said_from_then_on()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (alice, bob, direct) = await PairAsync(node);
        await node.SendAsync(alice, direct, "before");
        await node.SettleAsync();
        var known = await node.Handoff.LookAsync(bob.Id, "tab", default);

        var connection = new RecordingConnection(bob, "tab", node.Dialect);
        Assert.True(node.Handoff.AttachAsync(connection, pushBacklog: false, 0, default, known: known).IsCompletedSuccessfully);
        await node.SendAsync(alice, direct, "after");
        await node.SettleAsync();
        Assert.Equal([2], connection.Seqs(direct));
    }

    [Fact]
    public async Task A_sender_gets_its_answer_on_one_connection_and_the_message_on_its_others()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (alice, bob, direct) = await PairAsync(node);
        var origin = await node.ConnectAsync(alice, "phone");
        var laptop = await node.ConnectAsync(alice, "laptop");
        var other = await node.ConnectAsync(bob);
        var send = new Messages.OriginSend(origin, node.Unlimited) { ConversationId = direct, Sender = alice };
        node.Sender.Send(send);
        await send.Done;
        await node.SettleAsync();

        Assert.Empty(origin.Seqs(direct));
        Assert.Equal([1], laptop.Seqs(direct));
        Assert.Equal([1], other.Seqs(direct));
    }

    [Fact]
    public async Task An_event_is_encoded_once_however_many_receive_it()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (alice, bob, direct) = await PairAsync(node);
        for (var i = 0; i < 3; i++)
            await node.ConnectAsync(bob, $"device-{i}");
        var before = node.Dialect.Encoded;
        await node.SendAsync(alice, direct, "hello");
        await node.SettleAsync();
        Assert.Equal(1, node.Dialect.Encoded - before);
    }

    private async Task<(Account Alice, Account Bob, ConversationId Direct)> PairAsync(TestNode node)
    {
        var tenant = await Fixture.NewTenantAsync();
        var (alice, bob) = (await Fixture.AddPersonAsync(tenant), await Fixture.AddPersonAsync(tenant));
        return (alice, bob, (await node.Directs.OpenAsync(alice, bob.Id, default)).Value);
    }
}
