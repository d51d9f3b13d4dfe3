using Parley.Marketplace.Orders;
using Parley.Marketplace.Payments;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Marketplace;

public sealed class PaymentSagaOnSqlite(SqliteFixture fixture) : PaymentSagaContract(fixture), IClassFixture<SqliteFixture>;

public sealed class PaymentSagaOnPostgres(PostgresFixture fixture) : PaymentSagaContract(fixture), IClassFixture<PostgresFixture>;

/// <summary>Each step of a payment with its gateway failing at it, and what makes it good.</summary>
public abstract class PaymentSagaContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task A_gateway_that_gives_no_link_is_told_to_close_whatever_it_made()
    {
        var till = await Till.OpenAsync(fixture);
        var order = await till.OrderAsync();
        till.Gateway.Down.Add("create");
        var answer = await till.TryPayAsync(order);
        Assert.Equal((ChatError.Busy, "gateway"), (answer.Refusal?.Error, answer.Refusal?.Field));
        Assert.Equal((PaymentStatus.Unpaid, PaymentState.Closing), await till.StatesAsync(answer.Payment!));
        till.Gateway.Down.Clear();
        var second = await till.PayAsync(order);
        Assert.NotEqual(answer.Payment!.Id, second.Id);
        Assert.Null(await till.AdvanceAsync(answer.Payment.Id));
        Assert.Equal((PaymentStatus.Pending, PaymentState.Closed), await till.StatesAsync(answer.Payment));
        Assert.Equal([answer.Payment.Id], till.Gateway.Closed);
    }

    [Fact]
    public async Task A_crash_between_the_commit_and_the_gateway_is_made_good_by_asking_again_or_by_the_job()
    {
        var till = await Till.OpenAsync(fixture);
        var order = await till.OrderAsync();
        till.Gateway.WhileCreating = _ => throw new OperationCanceledException("the process ended here");
        await Assert.ThrowsAsync<OperationCanceledException>(() => till.TryPayAsync(order));
        till.Gateway.WhileCreating = null;
        var left = Assert.Single(await fixture.Stores.Payments.ListAsync(till.Market.Tenant, order.Id, default));
        Assert.Equal((PaymentStatus.Pending, PaymentState.Creating), await till.StatesAsync(left));
        Assert.Equal(left.Id, (await till.PayAsync(order)).Id); // whoever asks again gets its link

        var other = await till.OrderAsync();
        till.Gateway.WhileCreating = _ => throw new OperationCanceledException("the process ended here");
        await Assert.ThrowsAsync<OperationCanceledException>(() => till.TryPayAsync(other));
        var lost = Assert.Single(await fixture.Stores.Payments.ListAsync(till.Market.Tenant, other.Id, default));
        Assert.Equal(lost.DueAt, await till.AdvanceAsync(lost.Id)); // not yet: somebody may be at it
        await till.WaitAsync(lost.Id);
        Assert.Equal((PaymentStatus.Unpaid, PaymentState.Closed), await till.StatesAsync(lost));
    }

    [Fact]
    public async Task What_does_not_get_on_is_found_among_the_payments_of_its_tenant()
    {
        var till = await Till.OpenAsync(fixture);
        var order = await till.OrderAsync();
        var (open, late) = (await till.PayAsync(order), await till.PayAsync(await till.OrderAsync()));
        await till.MoneyAsync(open);
        await till.CancelAsync(order);
        till.Gateway.Down.Add("refund");
        till.Gateway.Down.Add("query");
        for (var tries = 0; tries < Payment.ManyTries; tries++)
        {
            Assert.Empty(await ListAsync(PaymentFilter.Stuck(till.Market.Tenant)));
            await till.WaitAsync(open.Id);
        }

        var stuck = Assert.Single(await ListAsync(PaymentFilter.Stuck(till.Market.Tenant)));
        Assert.Equal((open.Id, true, PaymentState.Refunding), (stuck.Id, stuck.IsStuck, stuck.State));
        Assert.Contains(await ListAsync(PaymentFilter.Stuck(default)), payment => payment.Id == open.Id);
        Assert.Equal([late.Id, open.Id], (await ListAsync(new PaymentFilter(till.Market.Tenant, []))).Select(payment => payment.Id));
        Assert.Equal([open.Id], (await fixture.Stores.Payments.ListNewestAsync(new PaymentFilter(till.Market.Tenant, []), late.Id, 10, default)).Select(payment => payment.Id));
        Assert.Empty(await ListAsync(PaymentFilter.Stuck(await fixture.NewTenantAsync())));
    }

    [Fact]
    public async Task Money_that_comes_before_the_link_does_is_taken()
    {
        var till = await Till.OpenAsync(fixture);
        till.Gateway.WhileCreating = till.MoneyAsync;
        var payment = await till.PayAsync(await till.OrderAsync());
        Assert.Equal((PaymentState.Paid, $"https://pay.example/{payment.Id}"), (payment.State, payment.PayUrl));
        Assert.Equal((PaymentStatus.Paid, PaymentState.Paid), await till.StatesAsync(payment));
    }

    [Fact]
    public async Task An_order_called_off_while_the_gateway_makes_the_link_gives_none_out()
    {
        var till = await Till.OpenAsync(fixture);
        var order = await till.OrderAsync();
        till.Gateway.WhileCreating = _ => till.CancelAsync(order);
        var answer = await till.TryPayAsync(order);
        Assert.False(answer.IsOk);
        Assert.Null(await till.AdvanceAsync(answer.Payment!.Id));
        Assert.Equal((PaymentStatus.Unpaid, PaymentState.Closed), await till.StatesAsync(answer.Payment));
        Assert.Equal([answer.Payment.Id], till.Gateway.Closed);
    }

    [Fact]
    public async Task A_link_whose_time_is_over_is_asked_after_then_closed()
    {
        var till = await Till.OpenAsync(fixture);
        var (unpaid, paid) = (await till.PayAsync(await till.OrderAsync()), await till.PayAsync(await till.OrderAsync()));
        till.Gateway.Books[paid.Id] = PaymentFact.Paid; // its callback never came
        await till.WaitAsync(unpaid.Id);
        await till.AdvanceAsync(paid.Id);
        Assert.Equal((PaymentStatus.Unpaid, PaymentState.Closed), await till.StatesAsync(unpaid));
        Assert.Equal((PaymentStatus.Paid, PaymentState.Paid), await till.StatesAsync(paid));
        Assert.Equal([unpaid.Id], till.Gateway.Closed);
        await till.MoneyAsync(unpaid); // later than everything, and still nobody's loss
        Assert.Equal((PaymentStatus.Paid, PaymentState.Paid), await till.StatesAsync(unpaid));
    }

    [Theory]
    [InlineData("query")]
    [InlineData("close")]
    public async Task A_gateway_that_is_down_while_a_link_is_closed_is_asked_until_it_answers(string call)
    {
        var till = await Till.OpenAsync(fixture);
        var payment = await till.PayAsync(await till.OrderAsync());
        till.Gateway.Down.Add(call);
        await till.WaitAsync(payment.Id);
        Assert.Equal((PaymentStatus.Unpaid, PaymentState.Closing), await till.StatesAsync(payment));
        await till.WaitAsync(payment.Id);
        await till.WaitAsync(payment.Id);
        Assert.Equal(3, (await till.ReadAsync(payment.Id)).Tries);
        till.Gateway.Down.Clear();
        await till.WaitAsync(payment.Id);
        Assert.Equal((PaymentStatus.Unpaid, PaymentState.Closed), await till.StatesAsync(payment));
    }

    [Fact]
    public async Task A_refund_is_asked_for_under_one_number_until_the_gateway_answers()
    {
        var till = await Till.OpenAsync(fixture);
        var payment = await RefundingAsync(till);
        till.Gateway.Down.Add("refund");
        await till.AdvanceAsync(payment.Id);
        await till.WaitAsync(payment.Id);
        Assert.Equal((PaymentStatus.Refunding, PaymentState.Refunding), await till.StatesAsync(payment));
        till.Gateway.Down.Clear();
        till.Gateway.RefundAnswer = PaymentFact.RefundPending;
        await till.WaitAsync(payment.Id);
        Assert.Equal((PaymentStatus.Refunding, PaymentState.Refunding), await till.StatesAsync(payment));
        Assert.Single(till.Gateway.Refunds.Distinct());
        await till.TellAsync(new PaymentReport(payment.Id, PaymentFact.Refunded) { Amount = payment.Amount }); // the callback
        Assert.Equal((PaymentStatus.Refunded, PaymentState.Refunded), await till.StatesAsync(payment));
        Assert.Null(await till.AdvanceAsync(payment.Id));
    }

    [Fact]
    public async Task A_refund_that_the_gateway_closed_is_begun_anew_and_a_stuck_one_waits_for_people()
    {
        var till = await Till.OpenAsync(fixture);
        var payment = await RefundingAsync(till);
        till.Gateway.RefundAnswer = PaymentFact.RefundClosed;
        await till.AdvanceAsync(payment.Id);
        till.Gateway.RefundAnswer = PaymentFact.RefundAbnormal;
        await till.WaitAsync(payment.Id);
        Assert.Equal((PaymentStatus.Refunding, PaymentState.Refunding), await till.StatesAsync(payment));
        Assert.Equal([$"{payment.Id}R0", $"{payment.Id}R1"], till.Gateway.Refunds);
        till.Gateway.RefundAnswer = PaymentFact.Refunded;
        await till.WaitAsync(payment.Id);
        Assert.Equal((PaymentStatus.Refunded, PaymentState.Refunded), await till.StatesAsync(payment));
    }

    [Fact]
    public async Task Two_nodes_at_one_payment_do_it_no_harm()
    {
        var till = await Till.OpenAsync(fixture);
        var payment = await RefundingAsync(till);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => till.AdvanceAsync(payment.Id))));
        Assert.Equal((PaymentStatus.Refunded, PaymentState.Refunded), await till.StatesAsync(payment));
        Assert.Single(till.Gateway.Refunds.Distinct());
        var history = Market.Sound(await till.Market.Orders.ReadHistoryAsync(till.Market.Customer, payment.OrderId, default));
        Assert.Single(history, line => line.Action == OrderAction.Refunded);
    }

    private static async Task<Payment> RefundingAsync(Till till)
    {
        var order = await till.OrderAsync();
        var payment = await till.PayAsync(order);
        await till.MoneyAsync(payment);
        await till.CancelAsync(order);
        Assert.Equal((PaymentStatus.Refunding, PaymentState.Refunding), await till.StatesAsync(payment));
        return payment;
    }

    private Task<IReadOnlyList<Payment>> ListAsync(PaymentFilter filter) => fixture.Stores.Payments.ListNewestAsync(filter, default, 10, default);
}
