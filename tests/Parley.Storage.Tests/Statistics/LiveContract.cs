using Parley.Statistics;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Statistics;

public sealed class LiveOnSqlite(SqliteFixture fixture) : LiveContract(fixture), IClassFixture<SqliteFixture>
{
    private readonly SqliteFixture _fixture = fixture;

    [Fact]
    public async Task What_a_node_said_long_ago_counts_no_more()
    {
        await _fixture.Stores.Live.WriteAsync("gone", new NodeFigures(), default);
        _fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await _fixture.Stores.Live.ReadAsync(TimeSpan.FromSeconds(15), default));
        _fixture.Clock.Advance(TimeSpan.FromHours(2));
        await _fixture.Stores.Live.WriteAsync("new", new NodeFigures(), default);
        Assert.Equal(1, await Messages.Sql.NumberAsync(_fixture.Stores, "SELECT count(*) FROM live_nodes"));
        await _fixture.Stores.Live.RemoveAsync("new", default);
    }
}

public sealed class LiveOnPostgres(PostgresFixture fixture) : LiveContract(fixture), IClassFixture<PostgresFixture>;

/// <summary>What nodes say of themselves, on whatever database.</summary>
public abstract class LiveContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task Each_node_has_a_row_and_takes_it_away()
    {
        var live = fixture.Stores.Live;
        await live.WriteAsync("a", new NodeFigures { SendQueue = 1 }, default);
        await live.WriteAsync("b", new NodeFigures { SendQueue = 2, MessagesPerSecond = 1.5, All = new LiveCounts { Connections = 3, Surfaces = new() { ["im"] = 3 } }, Tenants = new() { [5] = new LiveCounts { People = 2 } } }, default);
        await live.WriteAsync("a", new NodeFigures { SendQueue = 4 }, default);
        var read = (await live.ReadAsync(TimeSpan.FromMinutes(1), default)).OrderBy(node => node.SendQueue).ToList();
        Assert.Equal([2, 4], read.Select(node => node.SendQueue));
        Assert.Equal((1.5, 3, 3, 2), (read[0].MessagesPerSecond, read[0].All.Connections, read[0].All.Surfaces["im"], read[0].Tenants[5].People));
        await live.RemoveAsync("a", default);
        await live.RemoveAsync("b", default);
        Assert.Empty(await live.ReadAsync(TimeSpan.FromMinutes(1), default));
    }

    [Fact]
    public async Task What_waits_is_counted()
    {
        var before = await fixture.Stores.Live.CountBacklogAsync(default, default);
        await fixture.Stores.Jobs.EnqueueAsync(new Parley.Jobs.NewJob { Kind = "live-test" }, default);
        Assert.Single(await fixture.Stores.Jobs.ClaimAsync("live-test", "me", TimeSpan.FromMinutes(1), 1, default));
        await fixture.Stores.Jobs.EnqueueAsync(new Parley.Jobs.NewJob { Kind = "live-test" }, default);
        var after = await fixture.Stores.Live.CountBacklogAsync(await fixture.NewTenantAsync(), default);
        Assert.Equal((before.JobsWaiting + 1, before.JobsRunning + 1, 0, 0), (after.JobsWaiting, after.JobsRunning, after.JobsDead, after.OpenReports));
    }
}
