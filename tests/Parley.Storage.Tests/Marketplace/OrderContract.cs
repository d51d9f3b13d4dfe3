using Parley.Accounts;
using Parley.Conversations;
using Parley.Friends;
using Parley.Marketplace;
using Parley.Marketplace.Matching;
using Parley.Marketplace.Orders;
using Parley.Primitives;
using Parley.Storage.Marketplace;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Messages;

namespace Parley.Storage.Tests.Marketplace;

public sealed class OrdersOnSqlite(SqliteFixture fixture) : OrderContract(fixture), IClassFixture<SqliteFixture>;

public sealed class OrdersOnPostgres(PostgresFixture fixture) : OrderContract(fixture), IClassFixture<PostgresFixture>;

/// <summary>What orders promise, on whatever database.</summary>
public abstract class OrderContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task An_order_is_kept_whole_with_every_move_in_its_history()
    {
        var market = await Market.OpenAsync(fixture);
        var service = await market.OfferAsync(Market.Patch(price: 99.99m));
        var conversation = await fixture.AddDirectAsync(market.Tenant, market.Customer.Id, market.Provider.Id);
        var made = Market.Sound(await market.Orders.CreateAsync(
            market.Customer,
            new OrderDraft
            {
                ServiceId = service.Id,
                ConversationId = conversation,
                Details = "{\"rooms\":3}",
                ScheduledAt = fixture.Clock.NowMs + 60_000,
                CustomerPlace = new Place(new GeoPoint(31, 121), "here"),
                Notes = "ring twice",
            },
            default));
        Assert.Equal(made, Market.Sound(await market.Orders.FindAsync(market.Provider, made.Id, default)));
        Assert.Equal((9_999L, OrderStatus.Pending, PaymentStatus.Unpaid, 1L), (made.Total.Cents, made.Status, made.Payment, made.Version));

        await market.MoveAsync(market.Provider, made.Id, OrderAction.Quote, 80.5m);
        await market.MoveAsync(market.Customer, made.Id, OrderAction.AcceptQuote, 80.5m);
        await market.MoveAsync(market.Provider, made.Id, OrderAction.Confirm);
        await market.MoveAsync(market.Customer, made.Id, OrderAction.Cancel);
        var cancelled = await market.MoveAsync(market.Provider, made.Id, OrderAction.Cancel);
        Assert.Equal((8_050L, OrderStatus.Cancelled, 6L), (cancelled.Order!.Total.Cents, cancelled.Order.Status, cancelled.Order.Version));
        Assert.Equal(cancelled.Order, Market.Sound(await market.Orders.FindAsync(market.Customer, made.Id, default)));
        var history = Market.Sound(await market.Orders.ReadHistoryAsync(market.Customer, made.Id, default));
        Assert.Equal(
            [OrderAction.Create, OrderAction.Quote, OrderAction.AcceptQuote, OrderAction.Confirm, OrderAction.Cancel, OrderAction.Cancel],
            history.Select(line => line.Action));
        Assert.Equal([1L, 2, 3, 4, 5, 6], history.Select(line => line.Version));
        Assert.Equal((OrderStatus.Confirmed, OrderStatus.Cancelled, market.Provider.Id), (history[^1].From, history[^1].To, history[^1].ActorId));
    }

    [Fact]
    public async Task Of_two_who_click_at_once_one_wins_and_the_other_sees_the_state()
    {
        var market = await Market.OpenAsync(fixture);
        var service = await market.OfferAsync();
        for (var round = 0; round < 5; round++)
        {
            var order = await market.OrderAsync(service.Id);
            var answers = await Task.WhenAll(
                Task.Run(() => market.MoveAsync(market.Provider, order.Id, OrderAction.Confirm, version: 1)),
                Task.Run(() => market.MoveAsync(market.Customer, order.Id, OrderAction.Cancel, version: 1)));
            var lost = Assert.Single(answers, answer => !answer.IsOk);
            var won = Assert.Single(answers, answer => answer.IsOk);
            Assert.Equal((ChatError.Conflict, won.Order), (lost.Refusal!.Error, lost.Order));
            Assert.Equal(2, Market.Sound(await market.Orders.ReadHistoryAsync(market.Customer, order.Id, default)).Length);
        }
    }

    [Fact]
    public async Task Strangers_see_and_move_nothing()
    {
        var (market, elsewhere) = (await Market.OpenAsync(fixture), await Market.OpenAsync(fixture));
        var service = await market.OfferAsync();
        var order = await market.OrderAsync(service.Id);
        var stranger = await market.AddAsync(Role.Customer);
        Assert.Equal((null, ChatError.Forbidden), Told(await market.MoveAsync(stranger, order.Id, OrderAction.Cancel)));
        Assert.Equal((null, ChatError.NotFound), Told(await market.MoveAsync(elsewhere.Provider, order.Id, OrderAction.Confirm)));
        Assert.Equal((order, ChatError.Forbidden), Told(await market.MoveAsync(market.Customer, order.Id, OrderAction.Confirm)));
        Assert.Equal(ChatError.Forbidden, (await market.Orders.FindAsync(stranger, order.Id, default)).Refusal?.Error);
        Assert.Equal(ChatError.NotFound, (await market.Orders.ReadHistoryAsync(elsewhere.Customer, order.Id, default)).Refusal?.Error);
        Assert.Empty(Market.Sound(await market.Orders.ListAsync(stranger, null, null, 1, 10, default)).Items);
        Assert.Empty(Market.Sound(await market.Orders.ListAsync(await elsewhere.AddAsync(Role.Admin), null, null, 1, 10, default)).Items);
        Assert.Equal(order, Assert.Single(Market.Sound(await market.Orders.ListAsync(await market.AddAsync(Role.Agent), null, OrderStatus.Pending, 1, 10, default)).Items));
        Assert.Equal(1, Market.Sound(await market.Orders.ListAsync(market.Provider, null, null, 1, 10, default)).Total);
        Assert.Equal((null, ChatError.NotFound), Told(await market.MoveAsync(market.Customer, new OrderId(77), OrderAction.Cancel)));

        static (Order?, ChatError?) Told(OrderAnswer answer) => (answer.Order, answer.Refusal?.Error);
    }

    [Fact]
    public async Task What_an_order_names_must_be_there_and_its_own()
    {
        var (market, elsewhere) = (await Market.OpenAsync(fixture), await Market.OpenAsync(fixture));
        var (service, foreign) = (await market.OfferAsync(), await elsewhere.OfferAsync());
        var other = await market.AddAsync(Role.Customer);
        var strange = await fixture.AddDirectAsync(market.Tenant, other.Id, market.Provider.Id);
        var draft = new OrderDraft { ServiceId = service.Id };
        (OrderDraft Draft, ChatError Error, string? Field)[] bad =
        [
            (draft with { ServiceId = foreign.Id }, ChatError.NotFound, "serviceId"),
            (draft with { ConversationId = strange }, ChatError.ConversationNotFound, null),
            (draft with { TotalAmount = -1 }, ChatError.InvalidField, "totalAmount"),
            (draft with { TotalAmount = 1.001m }, ChatError.InvalidField, "totalAmount"),
            (draft with { ScheduledAt = fixture.Clock.NowMs }, ChatError.InvalidField, "scheduledTime"),
            (draft with { Notes = "\uD800" }, ChatError.InvalidField, "notes"),
            (draft with { CustomerPlace = new Place(new GeoPoint(91, 0), null) }, ChatError.InvalidField, "customerAddress"),
        ];
        foreach (var (one, error, field) in bad)
        {
            var refusal = (await market.Orders.CreateAsync(market.Customer, one, default)).Refusal;
            Assert.Equal((error, field), (refusal?.Error, refusal?.Field));
        }

        Assert.Equal(ChatError.SelfTarget, (await market.Orders.CreateAsync(market.Provider, draft, default)).Refusal?.Error);
        Assert.Equal(ChatError.Forbidden, (await market.Orders.CreateAsync(await market.AddAsync(Role.Admin), draft, default)).Refusal?.Error);
        Market.Sound(await market.Catalog.DeleteAsync(market.Provider, service.Id, default));
        Assert.Equal("serviceId", (await market.Orders.CreateAsync(market.Customer, draft, default)).Refusal?.Field);
        Assert.Empty(Market.Sound(await market.Orders.ListAsync(market.Customer, null, null, 1, 10, default)).Items);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_blocks_or_is_blocked_orders_nothing_and_what_was_ordered_goes_on(bool byProvider)
    {
        var market = await Market.OpenAsync(fixture);
        var service = await market.OfferAsync();
        var keyed = new OrderDraft { ServiceId = service.Id, ClientId = "before" };
        var order = Market.Sound(await market.Orders.CreateAsync(market.Customer, keyed, default));
        var direct = await fixture.AddDirectAsync(market.Tenant, market.Customer.Id, market.Provider.Id);
        await fixture.Stores.Friends.EditPairAsync(
            direct, state => new PairEdit { Relation = state.Direct.BlocksBit(byProvider ? market.Provider.Id : market.Customer.Id), At = 1 }, default);
        Assert.Equal(ChatError.Blocked, (await market.Orders.CreateAsync(market.Customer, new OrderDraft { ServiceId = service.Id }, default)).Refusal?.Error);
        Assert.Equal(order.Id, Market.Sound(await market.Orders.CreateAsync(market.Customer, keyed, default)).Id);
        Assert.Equal(OrderStatus.Confirmed, (await market.MoveAsync(market.Provider, order.Id, OrderAction.Confirm)).Order!.Status);
        Assert.Equal(1, Market.Sound(await market.Catalog.FindAsync(market.Customer, service.Id, default)).OrderCount);
    }

    [Fact]
    public async Task Of_a_long_history_the_newest_steps_are_shown()
    {
        var market = await Market.OpenAsync(fixture);
        var order = await market.OrderAsync((await market.OfferAsync()).Id);
        for (var price = 1; price <= 101; price++)
            await market.MoveAsync(market.Provider, order.Id, OrderAction.Quote, price);
        var shown = Market.Sound(await market.Orders.ReadHistoryAsync(market.Customer, order.Id, default));
        Assert.Equal(Enumerable.Range(3, 100).Select(version => (long)version), shown.Select(line => line.Version));
        Assert.Equal("50.00", (await fixture.Stores.Orders.FindTransitionAsync(order.Id, 51, default))?.Note);
        Assert.Null(await fixture.Stores.Orders.FindTransitionAsync(order.Id, 103, default));
    }

    [Fact]
    public async Task Ones_own_orders_are_paged_newest_first_whichever_side_one_is_and_by_an_index()
    {
        var market = await Market.OpenAsync(fixture);
        var (mine, theirs) = (await market.OfferAsync(), await market.OfferAsync());
        await Sql.RunAsync(
            fixture.Stores,
            $"UPDATE services SET provider_id = {market.Customer.Id.Value} WHERE id = {theirs.Id.Value}");
        var other = await market.AddAsync(Role.Customer);
        var orders = new List<Order>();
        for (var i = 0; i < 6; i++)
            orders.Insert(0, Market.Sound(await market.Orders.CreateAsync(i % 2 == 0 ? market.Customer : other, new OrderDraft { ServiceId = i % 2 == 0 ? mine.Id : theirs.Id }, default)));

        foreach (var (side, of) in new (OrderParty?, Func<Order, bool>)[]
                 {
                     (null, _ => true), (OrderParty.Customer, one => one.CustomerId == market.Customer.Id), (OrderParty.Provider, one => one.ProviderId == market.Customer.Id),
                 })
        {
            foreach (var status in (OrderStatus?[])[null, OrderStatus.Pending])
            {
                var filter = new OrderFilter { SideId = market.Customer.Id, Side = side, Status = status };
                var page = await fixture.Stores.Orders.ListAsync(market.Customer.TenantId, filter, 1, 3, default);
                Assert.Equal(orders.Where(of).Skip(1).Take(3), page.Items);
                Assert.Equal(orders.Count(of), page.Total);
                var plan = await PlanAsync(filter, market.Customer);
                Assert.DoesNotContain("Seq Scan on orders", plan, StringComparison.Ordinal);
                Assert.DoesNotMatch("SCAN orders(?! USING)", plan);
                Assert.Contains(side == OrderParty.Provider ? "orders_provider" : "orders_customer", plan, StringComparison.Ordinal);
            }
        }
    }

    // With few rows Postgres would rather read them all, and sort what it may.
    private Task<string> PlanAsync(OrderFilter filter, Account caller) => fixture.Stores.Database.TransactAsync(
        async sql =>
        {
            if (sql.Kind == DatabaseKind.PostgreSql)
                await sql.ExecuteAsync("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off");
            var lines = await sql.ListAsync(
                sql.Pick(sqlite: "EXPLAIN QUERY PLAN ", postgres: "EXPLAIN ") + OrderLists.PageSql(OrderLists.SidesOf(filter)),
                row => row.GetString(sql.Kind == DatabaseKind.Sqlite ? 3 : 0),
                [
                    ("@tenant", caller.TenantId.Value), ("@side", caller.Id.Value), ("@take", 3), ("@skip", 1), ("@most", 4L),
                    .. filter.Status is { } status ? [("@status", (object?)(short)status)] : Array.Empty<(string, object?)>(),
                ]);
            return string.Join('\n', lines);
        },
        default);

    [Fact]
    public async Task What_a_banned_provider_offers_is_on_offer_only_once_the_ban_ran_out()
    {
        var market = await Market.OpenAsync(fixture);
        var service = await market.OfferAsync();
        foreach (var (until, offered) in (((long? Until, int Offered)[])[(null, 0), (fixture.Clock.NowMs + 60_000, 0), (fixture.Clock.NowMs - 1, 1)]))
        {
            await fixture.Stores.Accounts.SetStatusAsync(market.Tenant, market.Provider.Id, AccountStatus.Banned, until, null, default, default);
            var made = await market.Orders.CreateAsync(market.Customer, new OrderDraft { ServiceId = service.Id }, default);
            Assert.Equal(offered == 1 ? null : "serviceId", made.Refusal?.Field);
            Assert.Equal(offered, Market.Sound(await market.Catalog.ListAsync(market.Customer, default, null, 1, 10, default)).Total);
            Assert.Equal(offered, Market.Sound(await market.Recommender.RecommendAsync(market.Customer, null, 10, default)).Length);
        }
    }

    [Fact]
    public async Task A_key_makes_one_order_however_often_and_at_once_it_is_used()
    {
        var market = await Market.OpenAsync(fixture);
        var draft = new OrderDraft { ServiceId = (await market.OfferAsync()).Id, TotalAmount = 5, ClientId = "click" };
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => market.Orders.CreateAsync(market.Customer, draft, default))));
        Assert.Single(made.Select(one => Market.Sound(one).Id).Distinct());
        Assert.Equal(ChatError.IdempotencyConflict, (await market.Orders.CreateAsync(market.Customer, draft with { TotalAmount = 6 }, default)).Refusal?.Error);
        Assert.NotEqual(made[0].Value!.Id, Market.Sound(await market.Orders.CreateAsync(await market.AddAsync(Role.Customer), draft, default)).Id);
        Assert.Equal(2, Market.Sound(await market.Catalog.FindAsync(market.Customer, draft.ServiceId, default)).OrderCount);
    }
}
