using Parley.Conversations;
using Parley.Messages;
using Parley.Statistics;
using Parley.Storage.Search;
using Parley.Storage.Search.PostgreSql;
using Parley.Storage.Search.Sqlite;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Messages;
using Parley.Storage.Tests.Search;

namespace Parley.Storage.Tests.Statistics;

public sealed class MessageCountOnSqlite(SqliteFixture fixture) : MessageCountContract(fixture), IClassFixture<SqliteFixture>;

public sealed class MessageCountOnPostgres(PostgresFixture fixture) : MessageCountContract(fixture), IClassFixture<PostgresFixture>
{
    private readonly PostgresFixture _fixture = fixture;

    [Fact]
    public async Task Nodes_that_follow_the_same_conversations_at_once_count_once()
    {
        await using var world = await ChatWorld.CreateAsync(_fixture);
        await using var other = await world.AnotherAsync(_fixture);
        var bob = await world.PersonAsync();
        var directs = new List<Conversation>();
        for (var i = 0; i < 10; i++)
            directs.Add(await world.DirectAsync(await world.PersonAsync(), bob));
        await world.RunAsync([.. directs.SelectMany(direct => Enumerable.Range(0, 50).Select(i => ChatWorld.Send(direct.Id, bob, $"n {i}")))]);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => (i % 2 == 0 ? world : other).IndexAsync([.. directs]))));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => (i % 2 == 0 ? world : other).Stores.FoldAsync())));

        Assert.Equal(500, await world.Stores.SumAsync(world.Tenant, StatisticMetric.Messages));
        Assert.Equal(1, await world.Stores.SumAsync(world.Tenant, StatisticMetric.ActiveInDay, StatisticGrain.Day));
    }
}

/// <summary>How messages are counted, on whatever database.</summary>
public abstract class MessageCountContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task A_message_counts_once_whatever_becomes_of_it_and_of_the_index()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var (direct, group) = (await world.DirectAsync(ann, bob), await world.GroupAsync(ann, bob));
        var first = await world.SendAsync(direct, ann);
        var early = await world.SendAsync(direct, ann);
        await world.SendAsync(group, bob, MessageType.Image, "picture");
        await world.SendAsync(group, bob, MessageType.System, "line of the server");
        await world.SendAsync(group, bob, MessageType.Order, "step of an order");
        await RecallAsync(early);
        await world.IndexAsync(direct, group);
        Assert.Equal(3, await world.Stores.SumAsync(world.Tenant, StatisticMetric.Messages));

        await RecallAsync(first);
        await world.SendAsync(direct, bob);
        await world.IndexAsync(direct, group);
        await world.Stores.Search.ClearAsync(default);
        await world.IndexAsync(direct, group);
        await world.IndexAsync(direct, group);

        Assert.Equal(4, await world.Stores.SumAsync(world.Tenant, StatisticMetric.Messages));
        Assert.Equal(4, await world.Stores.SumAsync(world.Tenant, StatisticMetric.Messages, StatisticGrain.Day));

        async Task RecallAsync(TestSend send) =>
            Assert.True((await world.Messages.RecallAsync(world.Tenant, send.Message!.Id, ann.Id, world.Clock.NowMs, TimeSpan.FromHours(1), default)).IsOk);
    }

    [Fact]
    public async Task A_long_conversation_is_counted_whole_though_it_comes_in_steps()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var sent = await world.RunAsync([.. Enumerable.Range(1, 2500).Select(i => ChatWorld.Send(direct.Id, ann, $"long {i}"))]);
        foreach (var send in sent.Where((_, i) => i % 100 == 0)) // moves them behind the others
            await world.Messages.RecallAsync(world.Tenant, send.Message!.Id, ann.Id, world.Clock.NowMs, TimeSpan.FromHours(1), default);

        await world.IndexAsync(direct);

        Assert.Equal(2500, await world.Stores.SumAsync(world.Tenant, StatisticMetric.Messages));
    }

    [Fact]
    public async Task What_ends_between_the_index_and_the_count_leaves_neither()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        await world.RunAsync([.. Enumerable.Range(1, 20).Select(i => ChatWorld.Send(direct.Id, ann, $"crash {i}"))]);

        foreach (var point in (string[])["UPDATE search_marks SET counted_seq", "INTO statistics_changes", "INTO statistics_people"])
        {
            var failing = new FailingDatabase(world.Stores.Database, point);
            SearchStore store = failing.Kind == DatabaseKind.Sqlite ? new SqliteSearchStore(failing, world.Clock) : new PostgresSearchStore(failing, world.Clock);
            await Assert.ThrowsAsync<IOException>(() => store.IndexAsync([direct.Id], default));
            Assert.Empty(await world.FindAsync(bob, "crash"));
        }

        Assert.Equal(0, await world.Stores.SumAsync(world.Tenant, StatisticMetric.Messages));
        await world.IndexAsync(direct);
        Assert.Equal(20, await world.Stores.SumAsync(world.Tenant, StatisticMetric.Messages));
        Assert.Equal(20, (await world.FindAllAsync(bob, "crash", take: 1)).Matches);
    }

    [Fact]
    public async Task Who_writes_is_active_in_each_hour_and_once_in_the_day()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        await world.SendAsync(direct, ann);
        await world.IndexAsync(direct);
        await world.Stores.Statistics.NoteSeenAsync([ann.Id, new(1)], world.Clock.NowMs, default);
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.Stores.Statistics.NoteSeenAsync([ann.Id], world.Clock.NowMs, default);
        await world.SendAsync(direct, ann);
        await world.SendAsync(direct, bob);
        await world.IndexAsync(direct);

        var hour = StatisticSpan.HourOf(world.Clock.NowMs);
        var hours = await world.Stores.ReadSumsAsync(world.Tenant, StatisticGrain.Hour);
        Assert.Equal([$"{hour - 1} Messages 1", $"{hour - 1} ActiveInHour 1", $"{hour} Messages 2", $"{hour} ActiveInHour 2"], hours);
        Assert.Equal(
            StatisticSpan.DayOf(hour) == StatisticSpan.DayOf(hour - 1) ? 2 : 3,
            await world.Stores.SumAsync(world.Tenant, StatisticMetric.ActiveInDay, StatisticGrain.Day));
    }
}
