using Parley.Accounts;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Payments;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Marketplace;

public sealed class PaymentsOnSqlite(SqliteFixture fixture) : PaymentContract(fixture), IClassFixture<SqliteFixture>;

public sealed class PaymentsOnPostgres(PostgresFixture fixture) : PaymentContract(fixture), IClassFixture<PostgresFixture>;

/// <summary>What payments promise, on whatever database.</summary>
public abstract class PaymentContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task A_payment_is_kept_whole_and_every_step_of_the_orders_money_is_in_its_history()
    {
        var till = await Till.OpenAsync(fixture);
        var order = await till.OrderAsync();
        var payment = await till.PayAsync(order);
        Assert.Equal((PaymentState.Open, $"https://pay.example/{payment.Id}", 10_000L), (payment.State, payment.PayUrl, payment.Amount.Cents));
        Assert.Equal(payment, await till.ReadAsync(payment.Id));
        Assert.Equal(payment, await till.PayAsync(order)); // the same again
        Assert.Equal(1, till.Gateway.Created);

        var paid = await till.MoneyAsync(payment);
        Assert.Equal(paid.Payment, await till.ReadAsync(payment.Id));
        Assert.Equal(paid.Order, await till.ReadAsync(order.Id));
        await till.MoneyAsync(payment);
        var history = Market.Sound(await till.Market.Orders.ReadHistoryAsync(till.Market.Customer, order.Id, default));
        Assert.Equal([OrderAction.Create, OrderAction.Pay, OrderAction.Paid], history.Select(line => line.Action));
        Assert.Equal([PaymentState.Creating, PaymentState.Open, PaymentState.Paid], till.Told.Select(told => told.State));
        Assert.Equal("paymentStatus", (await till.TryPayAsync(order)).Refusal?.Field);
    }

    [Fact]
    public async Task A_look_at_the_gateway_in_vain_is_kept_and_is_no_news()
    {
        var till = await Till.OpenAsync(fixture);
        var payment = await till.PayAsync(await till.OrderAsync());
        var looked = await fixture.Stores.Payments.MoveAsync(
            payment.Id, (order, now, _) => new PaymentDecision(order, now with { Tries = now.Tries + 1, DueAt = now.DueAt + 5, Version = now.Version + 1 }), default);
        Assert.Empty(looked.Changed);
        Assert.Equal((payment.Version + 1, payment.Tries + 1), ((await till.ReadAsync(payment.Id)).Version, looked.Payment!.Tries));
    }

    [Fact]
    public async Task Only_the_customer_pays_and_only_who_sees_the_order_sees_the_payment()
    {
        var (till, elsewhere) = (await Till.OpenAsync(fixture), await Till.OpenAsync(fixture));
        var order = await till.OrderAsync();
        foreach (var stranger in (Account[])[till.Market.Provider, await till.Market.AddAsync(Role.Customer), await till.Market.AddAsync(Role.Admin)])
            Assert.Equal(ChatError.Forbidden, (await till.Payments.PayAsync(stranger, order.Id, null, null, default)).Refusal?.Error);
        Assert.Equal(ChatError.NotFound, (await till.Payments.PayAsync(elsewhere.Market.Customer, order.Id, null, null, default)).Refusal?.Error);
        foreach (var bad in (string[])["nowhere", "Fake", ""])
            Assert.Equal("gateway", (await till.TryPayAsync(order, bad)).Refusal?.Field);
        foreach (var bad in (decimal[])[-1, 0.001m, 1])
            Assert.Equal("amount", (await till.Payments.PayAsync(till.Market.Customer, order.Id, null, bad, default)).Refusal?.Field);
        Assert.Equal(PaymentStatus.Unpaid, (await till.ReadAsync(order.Id)).Payment);

        var payment = await till.PayAsync(order);
        Assert.True((await till.Payments.FindAsync(till.Market.Provider, payment.Id, default)).IsOk);
        Assert.True((await till.Payments.FindAsync(await till.Market.AddAsync(Role.Agent), payment.Id, default)).IsOk);
        Assert.Equal(ChatError.Forbidden, (await till.Payments.FindAsync(await till.Market.AddAsync(Role.Customer), payment.Id, default)).Refusal?.Error);
        Assert.Equal(ChatError.NotFound, (await till.Payments.FindAsync(elsewhere.Market.Customer, payment.Id, default)).Refusal?.Error);
    }

    [Fact]
    public async Task However_many_callbacks_come_at_once_money_is_counted_once()
    {
        var till = await Till.OpenAsync(fixture);
        for (var round = 0; round < 5; round++)
        {
            var order = await till.OrderAsync();
            var payment = await till.PayAsync(order);
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => till.MoneyAsync(payment))));
            Assert.All(answers, answer => Assert.True(answer.IsOk));
            Assert.Single(answers, answer => answer.Changed.Count > 0);
            Assert.Equal(3, Market.Sound(await till.Market.Orders.ReadHistoryAsync(till.Market.Customer, order.Id, default)).Length);
        }
    }

    [Fact]
    public async Task Of_two_requests_to_pay_at_once_both_get_the_same_link()
    {
        var till = await Till.OpenAsync(fixture);
        for (var round = 0; round < 5; round++)
        {
            var order = await till.OrderAsync();
            var paid = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => till.PayAsync(order))));
            Assert.Single(paid.Select(payment => (payment.Id, payment.PayUrl)).Distinct());
            Assert.Single(await fixture.Stores.Payments.ListAsync(till.Market.Tenant, order.Id, default));
        }
    }

    [Fact]
    public async Task Whichever_of_money_and_cancellation_comes_first_no_money_is_kept()
    {
        var till = await Till.OpenAsync(fixture);
        for (var round = 0; round < 5; round++)
        {
            var order = await till.OrderAsync();
            var payment = await till.PayAsync(order);
            await Task.WhenAll(Task.Run(() => till.MoneyAsync(payment)), Task.Run(() => till.CancelAsync(order)));
            Assert.Equal((PaymentStatus.Refunding, PaymentState.Refunding), await till.StatesAsync(payment));
            Assert.Null(await till.AdvanceAsync(payment.Id));
            Assert.Equal((PaymentStatus.Refunded, PaymentState.Refunded), await till.StatesAsync(payment));
            Assert.Equal(OrderStatus.Cancelled, (await till.ReadAsync(order.Id)).Status);
        }

        Assert.Equal(5, till.Gateway.Refunds.Count);
    }

    [Fact]
    public async Task A_transaction_belongs_to_one_payment_of_a_gateway()
    {
        var till = await Till.OpenAsync(fixture);
        var (one, other) = (await till.PayAsync(await till.OrderAsync()), await till.PayAsync(await till.OrderAsync()));
        Assert.True((await till.TellAsync(FakeGateway.Paid(one, "T-same"))).IsOk);
        var refused = await till.TellAsync(FakeGateway.Paid(other, "T-same"));
        Assert.Equal((ChatError.Conflict, "transactionId"), (refused.Refusal?.Error, refused.Refusal?.Field));
        Assert.Equal((PaymentStatus.Pending, PaymentState.Open), await till.StatesAsync(other));
    }

    [Fact]
    public async Task A_forged_amount_or_a_gateway_that_speaks_of_anothers_payment_changes_nothing()
    {
        var till = await Till.OpenAsync(fixture);
        var payment = await till.PayAsync(await till.OrderAsync());
        Assert.Equal("amount", (await till.TellAsync(FakeGateway.Paid(payment) with { Amount = new(1) })).Refusal?.Field);
        Assert.Equal(ChatError.NotFound, (await till.Callbacks.ApplyAsync(till.Other, FakeGateway.Paid(payment), default)).Refusal?.Error);
        Assert.Equal(ChatError.NotFound, (await till.TellAsync(FakeGateway.Paid(payment with { Id = new(77) }))).Refusal?.Error);
        Assert.Equal(payment, await till.ReadAsync(payment.Id));
    }

    [Fact]
    public async Task A_price_taken_while_a_link_is_open_closes_it_and_its_late_money_goes_back()
    {
        var till = await Till.OpenAsync(fixture);
        var order = await till.OrderAsync();
        var old = await till.PayAsync(order);
        await till.Market.MoveAsync(till.Market.Provider, order.Id, OrderAction.Quote, 80);
        Assert.Equal((PaymentStatus.Pending, PaymentState.Open), await till.StatesAsync(old));
        await till.Market.MoveAsync(till.Market.Customer, order.Id, OrderAction.AcceptQuote, 80);
        Assert.Equal((PaymentStatus.Unpaid, PaymentState.Closing), await till.StatesAsync(old));
        var anew = await till.PayAsync(order);
        Assert.Equal((8_000L, true), (anew.Amount.Cents, anew.Id != old.Id));
        await till.MoneyAsync(old);
        await till.MoneyAsync(anew);
        await till.AdvanceAsync(old.Id);
        Assert.Equal((PaymentStatus.Paid, PaymentState.Refunded), await till.StatesAsync(old));
        Assert.Equal((PaymentStatus.Paid, PaymentState.Paid), await till.StatesAsync(anew));
    }

    [Fact]
    public async Task A_dispute_that_the_customer_wins_brings_the_money_back()
    {
        var till = await Till.OpenAsync(fixture);
        var order = await till.OrderAsync();
        var payment = await till.PayAsync(order);
        await till.MoneyAsync(payment);
        foreach (var action in (OrderAction[])[OrderAction.Confirm, OrderAction.Start, OrderAction.Complete, OrderAction.Dispute])
            Assert.True((await till.Market.MoveAsync(till.Market.Provider, order.Id, action)).IsOk);
        var admin = await till.Market.AddAsync(Role.Admin);
        await till.Market.Orders.MoveAsync(admin, order.Id, new OrderRequest { Action = OrderAction.Resolve, Refund = true }, default);
        Assert.Equal((PaymentStatus.Refunding, PaymentState.Refunding), await till.StatesAsync(payment));
        Assert.Null(await till.AdvanceAsync(payment.Id));
        Assert.Equal((PaymentStatus.Refunded, PaymentState.Refunded), await till.StatesAsync(payment));
        Assert.Equal([PaymentState.Refunding, PaymentState.Refunded], till.Told.TakeLast(2).Select(told => told.State));
    }
}
