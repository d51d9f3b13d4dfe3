using Parley.Accounts;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;
using Parley.Tests.Messages;

namespace Parley.Tests.Delivery;

/// <summary>Two nodes on one PostgreSQL with a backplane that loses events: nobody connected misses one.</summary>
public sealed class TailRepairTests() : OwnDatabase(new PostgresFixture())
{
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public async Task What_the_backplane_loses_is_read_from_the_store(double loss)
    {
        var plane = new LossyBackplane(seed: 7, loss);
        await using var here = new TestNode(Fixture.Stores, Fixture.Settled, Fixture, plane.Join());
        var settled = new SettledWrites();
        await using var stores = await Fixture.OpenAsync(settled: settled);
        await using var there = new TestNode(stores, settled, Fixture, plane.Join());

        var tenant = await Fixture.NewTenantAsync();
        var pairs = new List<(Account Alice, RecordingConnection Bob, ConversationId Direct)>();
        for (var i = 0; i < 10; i++)
        {
            var (alice, bob) = (await Fixture.AddPersonAsync(tenant), await Fixture.AddPersonAsync(tenant));
            var direct = (await here.Directs.OpenAsync(alice, bob.Id, default)).Value;
            pairs.Add((alice, await there.ConnectAsync(bob), direct));
        }

        await Task.WhenAll(pairs.Select(async pair =>
        {
            for (var i = 1; i <= 60; i++)
                await here.SendAsync(pair.Alice, pair.Direct, $"m{i}");
        }));
        await here.SettleAsync();
        await there.SettleAsync();
        await there.CheckTailsAsync();

        Assert.True(plane.Lost > 0);
        Assert.All(pairs, pair => Assert.Equal(Enumerable.Range(1, 60).Select(i => (long)i), pair.Bob.Seqs(pair.Direct)));
    }

    [Fact]
    public async Task Both_nodes_write_one_conversation_and_each_connection_sees_one_order()
    {
        var plane = new LossyBackplane(seed: 11, loss: 0.05);
        await using var here = new TestNode(Fixture.Stores, Fixture.Settled, Fixture, plane.Join());
        var settled = new SettledWrites();
        await using var stores = await Fixture.OpenAsync(settled: settled, ids: DatabaseFixture.IdsOf(Fixture.Clock, node: 62));
        await using var there = new TestNode(stores, settled, Fixture, plane.Join());

        var tenant = await Fixture.NewTenantAsync();
        var (alice, bob) = (await Fixture.AddPersonAsync(tenant), await Fixture.AddPersonAsync(tenant));
        var direct = (await here.Directs.OpenAsync(alice, bob.Id, default)).Value;
        var (onHere, onThere) = (await here.ConnectAsync(alice, "a"), await there.ConnectAsync(bob, "b"));
        await Task.WhenAll(
            Task.Run(async () =>
            {
                for (var i = 0; i < 150; i++)
                    await here.SendAsync(alice, direct, $"a{i}");
            }),
            Task.Run(async () =>
            {
                for (var i = 0; i < 150; i++)
                    await there.SendAsync(bob, direct, $"b{i}");
            }));
        foreach (var node in new[] { here, there, here, there })
        {
            await node.SettleAsync();
            await node.CheckTailsAsync();
        }

        var all = Enumerable.Range(1, 300).Select(i => (long)i);
        Assert.Equal(all, onHere.Seqs(direct));
        Assert.Equal(all, onThere.Seqs(direct));
    }

    [Fact]
    public async Task Whoever_writes_before_it_heard_what_came_before_hears_that_all_the_same()
    {
        var plane = new LossyBackplane(seed: 13, loss: 1);
        await using var here = new TestNode(Fixture.Stores, Fixture.Settled, Fixture, plane.Join());
        var settled = new SettledWrites();
        await using var stores = await Fixture.OpenAsync(settled: settled, ids: DatabaseFixture.IdsOf(Fixture.Clock, node: 62));
        await using var there = new TestNode(stores, settled, Fixture, plane.Join());
        var tenant = await Fixture.NewTenantAsync();
        var (alice, bob) = (await Fixture.AddPersonAsync(tenant), await Fixture.AddPersonAsync(tenant));
        var direct = (await here.Directs.OpenAsync(alice, bob.Id, default)).Value;
        await here.SendAsync(alice, direct, "before");
        var origin = await here.ConnectAsync(alice);

        await there.SendAsync(bob, direct, "lost");
        var send = new OriginSend(origin, here.Unlimited) { ConversationId = direct, Sender = alice };
        here.Sender.Send(send);
        await send.Done;
        await here.CheckTailsAsync();

        Assert.Equal([1, 2], origin.Seqs(direct));
        await here.SendAsync(bob, direct, "after");
        await here.SettleAsync();
        Assert.Equal([1, 2, 4], origin.Seqs(direct));
    }

    [Fact]
    public async Task A_look_while_a_message_is_on_its_way_tells_its_sender_nothing()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var tenant = await Fixture.NewTenantAsync();
        var (alice, bob) = (await Fixture.AddPersonAsync(tenant), await Fixture.AddPersonAsync(tenant));
        var direct = (await node.Directs.OpenAsync(alice, bob.Id, default)).Value;
        await node.SendAsync(alice, direct, "before");
        var (origin, other) = (await node.ConnectAsync(alice), await node.ConnectAsync(bob));

        var held = new TaskCompletionSource();
        node.Fanout.PostTask(async () => await held.Task);
        node.Fanout.CheckTails();
        var send = new OriginSend(origin, node.Unlimited) { ConversationId = direct, Sender = alice };
        node.Sender.Send(send);
        while (await Fixture.Stores.Conversations.FindForDeliveryAsync(direct, default) is not { LastSeq: 2 })
            await Task.Delay(5);
        held.SetResult();
        await send.Done;
        await node.CheckTailsAsync();

        Assert.Equal([1], origin.Seqs(direct));
        Assert.Equal([1, 2], other.Seqs(direct));
    }

    [Fact]
    public async Task What_a_process_stored_and_could_not_tell_is_told_when_its_sender_repeats_it()
    {
        await using var here = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var settled = new SettledWrites();
        await using var stores = await Fixture.OpenAsync(settled: settled, ids: DatabaseFixture.IdsOf(Fixture.Clock, node: 62));
        await using var killed = new TestNode(stores, settled, Fixture);
        var tenant = await Fixture.NewTenantAsync();
        var (alice, bob) = (await Fixture.AddPersonAsync(tenant), await Fixture.AddPersonAsync(tenant));
        var direct = (await here.Directs.OpenAsync(alice, bob.Id, default)).Value;
        await here.SendAsync(alice, direct, "before");
        var (origin, other) = (await here.ConnectAsync(alice), await here.ConnectAsync(bob));

        var text = new MessageBody(MessageType.Text, "hello");
        await killed.SendAsync(bob, direct, "untold");
        await killed.SendAsync(alice, direct, text.Text, "key");
        var send = new OriginSend(origin, here.Unlimited) { ConversationId = direct, Sender = alice, Body = text, TempId = "key" };
        here.Sender.Send(send);
        await send.Done;
        await here.SettleAsync();

        Assert.True(send.IsRepeat);
        Assert.Equal([1, 2], origin.Seqs(direct));
        Assert.Equal([1, 2, 3], other.Seqs(direct));
    }
}
