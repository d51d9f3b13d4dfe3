using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Delivery;
using Parley.Primitives;
using Parley.Statistics;
using Parley.Tests.Delivery;
using Parley.Tests.Limits;

namespace Parley.Tests.Statistics;

public sealed class StatisticsKeeperTests
{
    private readonly SettableClock _clock = new();
    private readonly MemoryStatistics _store = new();
    private readonly ConnectionRegistry _registry = new(new DeliveryOptions());

    [Fact]
    public async Task Who_comes_again_within_the_hour_is_written_once()
    {
        var people = new PeopleSeen(_clock);
        await using var keeper = new StatisticsKeeper(_store, people, _registry, _clock, NullLogger<StatisticsKeeper>.Instance);
        for (var i = 0; i < 5; i++)
            people.Note(new UserId(1));
        people.Note(new UserId(2));
        var hour = StatisticSpan.HourOf(_clock.NowMs());
        _clock.Advance(TimeSpan.FromHours(1));
        people.Note(new UserId(1));

        await keeper.KeepAsync(CancellationToken.None);

        Assert.Equal([(hour, new UserId(1)), (hour, new UserId(2)), (hour + 1, new UserId(1))], _store.Seen);
        Assert.Equal(1, _store.Folds);
    }

    [Fact]
    public async Task What_could_not_be_written_is_written_later_in_its_own_hour()
    {
        var people = new PeopleSeen(_clock);
        await using var keeper = new StatisticsKeeper(_store, people, _registry, _clock, NullLogger<StatisticsKeeper>.Instance);
        people.Note(new UserId(1));
        var hour = StatisticSpan.HourOf(_clock.NowMs());
        _store.Failures = 1;
        await Assert.ThrowsAsync<IOException>(() => keeper.KeepAsync(CancellationToken.None));
        _clock.Advance(TimeSpan.FromHours(1));
        await keeper.KeepAsync(CancellationToken.None);

        Assert.Equal([(hour, new UserId(1))], _store.Seen);
    }

    [Fact]
    public async Task At_the_end_whoever_is_connected_is_written_down()
    {
        var keeper = new StatisticsKeeper(_store, new PeopleSeen(_clock), _registry, _clock, NullLogger<StatisticsKeeper>.Instance);
        _registry.Add(new RecordingConnection(Person(7, 1), "d", new LineDialect()));
        await keeper.DisposeAsync();
        Assert.Equal([new UserId(7)], _store.Seen.Select(seen => seen.User));
    }

    [Fact]
    public async Task A_node_says_who_is_connected_to_it_and_says_nothing_at_its_end()
    {
        var keeper = new LiveKeeper(_store, _registry, () => 9, _clock, NullLogger<LiveKeeper>.Instance);
        _registry.Add(new RecordingConnection(Person(7, 1), "d", new LineDialect()));
        _registry.Add(new RecordingConnection(Person(7, 1), "e", new LineDialect()));
        _registry.Add(new RecordingConnection(Person(8, 2), "d", new LineDialect()));
        _store.Failures = 1;
        await Assert.ThrowsAsync<IOException>(() => keeper.SayAsync(CancellationToken.None));
        _clock.Advance(TimeSpan.FromSeconds(2));
        for (var i = 0; i < 5; i++)
            keeper.NoteSent();
        await keeper.SayAsync(CancellationToken.None);

        var board = new LiveBoard(_store);
        var all = await board.ReadAsync(default, CancellationToken.None);
        Assert.Equal((1, 3, 2, 3, 2.5, 9), (all.Nodes, all.Counts.Connections, all.Counts.People, all.Counts.Surfaces["line"], all.MessagesPerSecond, all.SendQueue));
        var own = await board.ReadAsync(new TenantId(1), CancellationToken.None);
        Assert.Equal((2, 1), (own.Counts.Connections, own.Counts.People));
        Assert.Equal(0, (await board.ReadAsync(new TenantId(3), CancellationToken.None)).Counts.Connections);
        Assert.Equal(new LiveBacklog(1, 2, 3, 4), own.Backlog);
        await keeper.DisposeAsync();
        Assert.Empty(_store.Nodes);
    }

    [Fact]
    public async Task A_span_has_an_entry_for_each_hour_that_it_touches()
    {
        _store.Sums = [new(10, StatisticMetric.Messages, 3), new(11, StatisticMetric.Reviews, 2), new(11, StatisticMetric.Stars, 9), new(12, StatisticMetric.Messages, 1)];
        var periods = await new OperatorStatistics(_store).ReadAsync(default, StatisticGrain.Hour, (9 * 3_600_000) + 1, 12 * 3_600_000, CancellationToken.None);
        Assert.Equal([(9, 0, null), (10, 3, null), (11, 0, 4.5)], periods.Select(one => (one.At / 3_600_000, one[StatisticMetric.Messages], one.Satisfaction)));
    }

    private static Account Person(long id, long tenant) =>
        new() { Id = new UserId(id), TenantId = new TenantId(tenant), Username = $"u{id}", DisplayName = $"u{id}", Role = Role.Customer };
}
