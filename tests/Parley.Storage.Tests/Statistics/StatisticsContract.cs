using Parley.Marketplace.Orders;
using Parley.Marketplace.Reviews;
using Parley.Primitives;
using Parley.Statistics;
using Parley.Storage.Migrations;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Marketplace;

namespace Parley.Storage.Tests.Statistics;

public sealed class StatisticsOnSqlite(SqliteFixture fixture) : StatisticsContract(fixture), IClassFixture<SqliteFixture>;

public sealed class StatisticsOnPostgres(PostgresFixture fixture) : StatisticsContract(fixture), IClassFixture<PostgresFixture>;

/// <summary>What the sums promise, on whatever database.</summary>
public abstract class StatisticsContract(DatabaseFixture fixture)
{
    private Stores Stores => fixture.Stores;

    [Fact]
    public async Task Orders_count_where_a_step_is_taken_and_where_they_were_made()
    {
        var market = await Market.OpenAsync(fixture);
        var service = await market.OfferAsync();
        var hour = StatisticSpan.HourOf(fixture.Clock.NowMs);
        var (done, off, asked) = (await market.OrderAsync(service.Id), await market.OrderAsync(service.Id), await market.OrderAsync(service.Id));
        await market.MoveAsync(market.Customer, off.Id, OrderAction.Cancel);
        await market.MoveAsync(market.Customer, off.Id, OrderAction.Cancel); // refused, and counts nothing
        await market.MoveAsync(market.Provider, asked.Id, OrderAction.Quote, amount: 50);
        fixture.Clock.Advance(TimeSpan.FromHours(2));
        foreach (var action in (OrderAction[])[OrderAction.Confirm, OrderAction.Start, OrderAction.Complete])
            Assert.Null((await market.MoveAsync(market.Provider, done.Id, action)).Refusal);
        Market.Sound(await market.Reviews.AddAsync(market.Customer, done.Id, new ReviewDraft(4), default));
        Assert.False((await market.Reviews.AddAsync(market.Customer, done.Id, new ReviewDraft(1), default)).IsOk);

        await Stores.FoldAsync();

        var periods = await new OperatorStatistics(Stores.Statistics).ReadAsync(market.Tenant, StatisticGrain.Hour, hour * 3_600_000, (hour + 3) * 3_600_000, default);

        Assert.Equal(
            [(3, 0, 0, 1, 1.0 / 3, 1.0, null), (0, 0, 0, 0, null, null, null), (0, 1, 1, 0, null, null, 4.0)],
            periods.Select(one => (
                one[StatisticMetric.OrdersCreated],
                one[StatisticMetric.OrdersConfirmed],
                one[StatisticMetric.OrdersCompleted],
                one[StatisticMetric.OrdersCancelled],
                one.Conversion is { } share ? (double?)(Math.Abs(share - (1.0 / 3)) < 0.001 ? 1.0 / 3 : share) : null,
                one.Completion,
                one.Satisfaction)));
        Assert.Equal(2, periods[0][StatisticMetric.NewUsers]);
        Assert.Equal(1, periods[2][StatisticMetric.Reviews]);
    }

    [Fact]
    public async Task What_is_added_at_once_is_added_once_by_tenant_and_for_all()
    {
        var (tenant, other) = (await fixture.NewTenantAsync(), await fixture.NewTenantAsync());
        var before = await Stores.SumAsync(default, StatisticMetric.NewUsers);
        var none = await Stores.SumAsync(tenant, StatisticMetric.NewUsers);
        var adding = Enumerable.Range(0, 60).Select(i => Task.Run(() => fixture.AddPersonAsync(i % 3 == 0 ? other : tenant)));
        var folding = Enumerable.Range(0, 10).Select(_ => Task.Run(() => Stores.FoldAsync()));
        await Task.WhenAll([.. adding, .. folding]);
        Assert.False((await Stores.Accounts.CreateAsync(fixture.NewPerson(tenant, (await fixture.AddPersonAsync(tenant)).Username), default)).IsOk);

        Assert.Equal((0L, 41L, 20L), (none, await Stores.SumAsync(tenant, StatisticMetric.NewUsers), await Stores.SumAsync(other, StatisticMetric.NewUsers)));
        Assert.Equal(before + 61, await Stores.SumAsync(default, StatisticMetric.NewUsers, StatisticGrain.Day));
        Assert.Equal(0, await Messages.Sql.NumberAsync(Stores, "SELECT count(*) FROM statistics_changes"));
    }

    [Fact]
    public async Task Who_was_counted_long_ago_is_forgotten()
    {
        var person = await fixture.AddPersonAsync(await fixture.NewTenantAsync());
        await Stores.Statistics.NoteSeenAsync([person.Id], fixture.Clock.NowMs, default);
        fixture.Clock.Advance(TimeSpan.FromDays(3));
        await Stores.Statistics.NoteSeenAsync([person.Id], fixture.Clock.NowMs, default);
        while (await Stores.Statistics.ForgetPeopleAsync(fixture.Clock.NowMs - (long)TimeSpan.FromDays(1).TotalMilliseconds, default) > 0)
        {
        }

        Assert.Equal(2, await Messages.Sql.NumberAsync(Stores, "SELECT count(*) FROM statistics_people WHERE user_id = @user", ("@user", person.Id.Value)));
    }

    [Fact]
    public async Task What_was_there_before_is_counted_as_what_comes()
    {
        var market = await Market.OpenAsync(fixture);
        var service = await market.OfferAsync();
        var order = await market.CompleteAsync(service.Id);
        Market.Sound(await market.Reviews.AddAsync(market.Customer, order.Id, new ReviewDraft(5), default));
        await market.MoveAsync(market.Customer, (await market.OrderAsync(service.Id)).Id, OrderAction.Cancel);
        await using (var world = await Messages.ChatWorld.CreateAsync(fixture))
        {
            var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
            await Messages.Sql.RunAsync(Stores, "INSERT INTO statistics_changes (tenant_id, hour, metric, amount) VALUES (@tenant, 0, 2, 2)", ("@tenant", world.Tenant.Value)); // put there by hand
            var direct = await world.DirectAsync(ann, bob);
            for (var i = 0; i < 3; i++)
            {
                await world.SendAsync(direct, ann);
                await world.SendAsync(direct, bob);
                world.Clock.Advance(TimeSpan.FromHours(9));
            }

            await Search.SearchWorld.IndexAsync(world, direct);
            await CompareAsync(market.Tenant, world.Tenant);
        }
    }

    private async Task CompareAsync(params TenantId[] tenants)
    {
        var counted = await ReadAsync();
        foreach (var table in (string[])["changes", "hours", "days", "people"])
            await Messages.Sql.RunAsync(Stores, $"DELETE FROM statistics_{table}");
        await Messages.Sql.RunAsync(Stores, "UPDATE search_marks SET counted_seq = 0");
        await Messages.Sql.RunAsync(Stores, Migration.Embedded(Stores.Kind).Single(migration => migration.Name == "0029_statistics_counted").Sql);

        Assert.Equal(counted, await ReadAsync());
        Assert.Equal(0, await Messages.Sql.NumberAsync(Stores, "SELECT count(*) FROM conversations c LEFT JOIN search_marks k ON k.conversation_id = c.id WHERE c.last_seq <> coalesce(k.counted_seq, 0)"));

        async Task<List<string>> ReadAsync()
        {
            var all = new List<string>();
            foreach (var tenant in tenants)
            {
                all.AddRange(await Stores.ReadSumsAsync(tenant, StatisticGrain.Hour));
                all.AddRange(await Stores.ReadSumsAsync(tenant, StatisticGrain.Day));
            }

            return all;
        }
    }
}
