using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Nodes;

public sealed class NodeLeasesOnSqlite(SqliteFixture fixture) : NodeLeasesContract(fixture), IClassFixture<SqliteFixture>;

public sealed class NodeLeasesOnPostgres(PostgresFixture fixture) : NodeLeasesContract(fixture), IClassFixture<PostgresFixture>;

public abstract class NodeLeasesContract(DatabaseFixture fixture) : IAsyncLifetime
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(20);

    private INodeLeases Leases => fixture.Stores.Nodes;

    private long Now => fixture.Clock.NowMs;

    public async ValueTask InitializeAsync() =>
        await fixture.Stores.Database.TransactAsync(sql => sql.ExecuteAsync("DELETE FROM nodes"), default);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_lowest_free_number_is_given()
    {
        var first = await AcquireAsync("a");
        var second = await AcquireAsync("b");
        await Leases.ReleaseAsync(first!.Node, "a", default);
        var third = await AcquireAsync("c");

        Assert.Equal((0, 1, 0), (first.Node, second!.Node, third!.Node));
    }

    [Fact]
    public async Task Racing_acquirers_never_get_the_same_number_and_the_65th_gets_none()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 65).Select(i => Task.Run(() => AcquireAsync($"racer {i}"))));

        Assert.Single(leases, lease => lease is null);
        Assert.Equal(64, leases.OfType<NodeLease>().Select(lease => lease.Node).Distinct().Count());
    }

    [Fact]
    public async Task A_number_starts_at_the_mark_that_its_last_holder_left()
    {
        var first = await AcquireAsync("a");
        await Leases.ReleaseAsync(first!.Node, "a", default);
        var second = await AcquireAsync("b");

        Assert.Equal(first.HighWaterMs, second!.StartMs);
        Assert.Equal(Math.Max(Now, first.HighWaterMs) + 20_000, second.HighWaterMs);
    }

    [Fact]
    public async Task Renewing_keeps_the_mark_ahead_of_the_clock_and_never_lowers_it()
    {
        var lease = await AcquireAsync("a");
        fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        var renewed = await Leases.RenewAsync(lease!.Node, "a", Duration, Ahead, Now, default);
        Assert.Equal(Now + 20_000, renewed!.HighWaterMs);

        fixture.Clock.SetBack(TimeSpan.FromHours(1));
        var after = await Leases.RenewAsync(lease.Node, "a", Duration, Ahead, Now, default);
        fixture.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True(after!.HighWaterMs > renewed.HighWaterMs);
    }

    [Fact]
    public async Task A_lease_that_another_holds_can_be_neither_renewed_nor_released()
    {
        var lease = await AcquireAsync("a");
        await Leases.ReleaseAsync(lease!.Node, "b", default);

        Assert.Null(await Leases.RenewAsync(lease.Node, "b", Duration, Ahead, Now, default));
        Assert.NotNull(await Leases.RenewAsync(lease.Node, "a", Duration, Ahead, Now, default));
    }

    [Fact]
    public async Task An_expired_lease_is_taken_over_and_its_holder_is_told()
    {
        // Already expired when it is given, by whichever clock the database goes.
        var lost = await Leases.AcquireAsync("a", TimeSpan.FromMilliseconds(-1), Ahead, Now, default);
        var taken = await AcquireAsync("b");

        Assert.Equal(lost!.Node, taken!.Node);
        Assert.True(taken.StartMs >= lost.HighWaterMs);
        Assert.Null(await Leases.RenewAsync(lost.Node, "a", Duration, Ahead, Now, default));
    }

    [Fact]
    public async Task A_clock_set_back_with_a_restart_repeats_no_id()
    {
        var seen = new HashSet<long>();
        for (var restart = 0; restart < 5; restart++)
        {
            var ids = new IdGenerator(fixture.Clock);
            var lease = await AcquireAsync($"run {restart}");
            Assert.Equal(0, lease!.Node);
            ids.Use(lease, TimeSpan.FromSeconds(10));
            for (var i = 0; i < 2000; i++)
                Assert.True(seen.Add(ids.Next()));
            await Leases.ReleaseAsync(lease.Node, $"run {restart}", default);
            fixture.Clock.SetBack(TimeSpan.FromSeconds(restart * 7));
        }
    }

    [Fact]
    public async Task A_lost_lease_gives_no_more_ids()
    {
        var ids = new IdGenerator(fixture.Clock);
        ids.Use((await AcquireAsync("a"))!, TimeSpan.FromSeconds(10));
        ids.Next();
        fixture.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Throws<IdsExhaustedException>(() => ids.Next());
    }

    private Task<NodeLease?> AcquireAsync(string owner) => Leases.AcquireAsync(owner, Duration, Ahead, Now, default);
}
