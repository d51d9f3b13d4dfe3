using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Delivery;
using Parley.Presence;
using Parley.Primitives;

namespace Parley.Redis.Tests;

public sealed class RedisBackplaneTests : IAsyncLifetime
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("PARLEY_TEST_REDIS");
    private readonly List<RedisBackplane> _nodes = [];

    [Fact]
    public async Task An_event_for_a_person_reaches_the_node_where_it_is_connected_and_no_other()
    {
        var (one, two, three) = (await JoinAsync(), await JoinAsync(), await JoinAsync());
        two.Plane.Arrived(new UserId(5));
        await SettleAsync(one, two, three);
        one.Plane.Publish(Online(9), [new UserId(5)]);
        await SettleAsync(one, two, three);
        Assert.Equal([9L], two.Received());
        Assert.Empty(three.Received());
        Assert.Empty(one.Received());
    }

    [Fact]
    public async Task Arriving_twice_doubles_nothing_and_departing_ends_it()
    {
        var (one, two) = (await JoinAsync(), await JoinAsync());
        two.Plane.Arrived(new UserId(5));
        two.Plane.Arrived(new UserId(5));
        await SettleAsync(one, two);
        one.Plane.Publish(Online(1), [new UserId(5)]);
        await SettleAsync(one, two);
        two.Plane.Departed(new UserId(5));
        await SettleAsync(one, two);
        one.Plane.Publish(Online(2), [new UserId(5)]);
        await SettleAsync(one, two);
        Assert.Equal([1L], two.Received());
    }

    [Fact]
    public async Task An_event_for_two_people_on_one_node_comes_once_and_names_both()
    {
        var (one, two) = (await JoinAsync(), await JoinAsync());
        two.Plane.Arrived(new UserId(5));
        two.Plane.Arrived(new UserId(6));
        await SettleAsync(one, two);
        one.Plane.Publish(Online(9), [new UserId(5), new UserId(6)]);
        await SettleAsync(one, two);
        Assert.Equal([9L], two.Received());
        Assert.Equal([5L, 6L], two.Recipients);
    }

    [Fact]
    public async Task An_event_for_a_crowd_crosses_once_and_keeps_its_order()
    {
        var (one, two) = (await JoinAsync(), await JoinAsync());
        UserId[] crowd = [.. Enumerable.Range(1, 100).Select(id => new UserId(id))];
        for (var i = 1; i <= 50; i++)
            one.Plane.Publish(Online(i), crowd);
        await SettleAsync(one, two);
        Assert.Equal(Enumerable.Range(1, 50).Select(i => (long)i), two.Received());
    }

    [Fact]
    public async Task Who_is_connected_to_another_node_is_known_and_who_is_connected_here_alone_is_not_elsewhere()
    {
        var (one, two) = (await JoinAsync(), await JoinAsync());
        var (there, here, both, nowhere) = (new UserId(71), new UserId(72), new UserId(73), new UserId(74));
        two.Plane.Arrived(there);
        one.Plane.Arrived(here);
        one.Plane.Arrived(both);
        two.Plane.Arrived(both);
        await SettleAsync(one, two);
        Assert.Equal([there, both], await one.Plane.ConnectedElsewhereAsync([there, here, both, nowhere], default));
        two.Plane.Departed(there);
        await SettleAsync(one, two);
        Assert.Equal([both], await one.Plane.ConnectedElsewhereAsync([there, both], default));
    }

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Server), "PARLEY_TEST_REDIS names no Redis server.");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
    }

    private static PresenceChanged Online(long user) => new(new UserId(user), PresenceStatus.Online, 0);

    private async Task<Node> JoinAsync()
    {
        var plane = await RedisBackplane.ConnectAsync(Server!, NullLogger<RedisBackplane>.Instance);
        _nodes.Add(plane);
        var node = new Node(plane);
        plane.Attach(
            (outbound, recipients) =>
            {
                node.Recipients = [.. recipients.Select(user => user.Value)];
                node.Inbox.Writer.TryWrite(((PresenceChanged)outbound).UserId.Value);
            },
            () => { });
        await SettleAsync(node);
        return node;
    }

    // Redis handles one connection's commands in order, so what was sent before a marker has taken effect when the marker comes back.
    private static async Task SettleAsync(params Node[] nodes)
    {
        foreach (var node in nodes)
            await node.Plane.PingAsync();
        foreach (var node in nodes)
            await node.Plane.PingAsync();
    }

    private sealed record Node(RedisBackplane Plane)
    {
        public long[] Recipients { get; set; } = [];

        public Channel<long> Inbox { get; } = Channel.CreateUnbounded<long>();

        public List<long> Received()
        {
            var all = new List<long>();
            while (Inbox.Reader.TryRead(out var one))
                all.Add(one);
            return all;
        }
    }
}
