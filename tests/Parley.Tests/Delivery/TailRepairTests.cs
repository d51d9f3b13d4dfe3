using Parley.Accounts;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

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
        there.Fanout.CheckTails();
        await there.SettleAsync();

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
            node.Fanout.CheckTails();
            await node.SettleAsync();
        }

        var all = Enumerable.Range(1, 300).Select(i => (long)i);
        Assert.Equal(all, onHere.Seqs(direct));
        Assert.Equal(all, onThere.Seqs(direct));
    }
}
