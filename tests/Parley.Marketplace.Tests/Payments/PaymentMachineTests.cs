using Parley.Marketplace.Orders;
using Parley.Marketplace.Payments;
using Parley.Primitives;

namespace Parley.Marketplace.Tests.Payments;

public sealed class PaymentMachineTests
{
    private const long At = 1_790_000_000_000;
    private static readonly UserId Customer = new(7);

    [Fact]
    public void A_link_is_made_once_and_given_again_while_it_fits()
    {
        var made = PaymentMachine.Open(NewOrder(), null, Asked());
        Assert.Equal((PaymentState.Creating, PaymentStatus.Pending, OrderAction.Pay, 2L), (made.Payment!.State, made.Order.Payment, made.Line!.Action, made.Order.Version));
        Assert.Equal((10_000L, At + 1_800_000, At + PaymentMachine.LostAfterMs), (made.Payment.Amount.Cents, made.Payment.ExpiresAt, made.Payment.DueAt));
        var again = PaymentMachine.Open(made.Order, made.Payment, Asked() with { Id = new PaymentId(2), At = At + 1 });
        Assert.Equal((made.Payment, made.Order, null), (again.Payment, again.Order, again.Line));
    }

    [Fact]
    public void Another_gateway_or_a_link_that_is_nearly_over_takes_its_place()
    {
        var (order, live) = Live();
        foreach (var asked in (PaymentRequest[])[Asked() with { Gateway = "wechat" }, Asked() with { At = live.ExpiresAt - 1_000 }, Asked() with { At = live.ExpiresAt + 1 }])
        {
            var made = PaymentMachine.Open(order, live, asked with { Id = new PaymentId(2) });
            Assert.Equal((PaymentState.Closing, asked.At), (made.Other!.State, made.Other.DueAt));
            Assert.Equal(asked.At > live.ExpiresAt ? PaymentReason.Expired : PaymentReason.Replaced, made.Other.Reason);
            Assert.Equal((new PaymentId(2), order), (made.Payment!.Id, made.Order)); // the order waits for money before and after
        }
    }

    [Fact]
    public void What_can_not_be_paid_is_told_by_the_field_that_stands_against_it()
    {
        var order = NewOrder();
        Assert.Equal("status", Refused(order with { Status = OrderStatus.Completed }));
        Assert.Equal("status", Refused(order with { Status = OrderStatus.Cancelled }));
        Assert.Equal("dispute", Refused(order with { Status = OrderStatus.InProgress, Dispute = DisputeStatus.Open }));
        Assert.Null(Refused(order with { Status = OrderStatus.InProgress, Dispute = DisputeStatus.Dismissed }));
        foreach (var payment in (PaymentStatus[])[PaymentStatus.Paid, PaymentStatus.Refunding, PaymentStatus.Refunded])
            Assert.Equal("paymentStatus", Refused(order with { Payment = payment }));
        Assert.Equal("totalAmount", Refused(order with { Total = new Amount(0) }));
        Assert.Equal("amount", PaymentMachine.Open(order, null, Asked() with { Amount = new Amount(1) }).Refusal?.Field);

        static string? Refused(Order order) => PaymentMachine.Open(order, null, Asked()).Refusal?.Field;
    }

    [Fact]
    public void Money_is_taken_in_every_state_and_counted_once()
    {
        var (order, live) = Live();
        foreach (var state in (PaymentState[])[PaymentState.Creating, PaymentState.Open, PaymentState.Closing, PaymentState.Closed])
        {
            var waiting = state <= PaymentState.Open ? PaymentStatus.Pending : PaymentStatus.Unpaid;
            var paid = PaymentMachine.Take(order with { Payment = waiting }, live with { State = state }, null, Paid(), At + 5);
            Assert.Equal((PaymentState.Paid, true, "T1", At + 5, null), (paid.Payment!.State, paid.Payment.Counts, paid.Payment.TransactionId, paid.Payment.PaidAt, paid.Payment.DueAt));
            Assert.Equal((PaymentStatus.Paid, OrderAction.Paid), (paid.Order.Payment, paid.Line!.Action));
            var again = PaymentMachine.Take(paid.Order, paid.Payment, null, Paid(), At + 6);
            Assert.Equal((paid.Order, paid.Payment, null), (again.Order, again.Payment, again.Line));
            Assert.Equal("transactionId", PaymentMachine.Take(paid.Order, paid.Payment, null, Paid() with { TransactionId = "T2" }, At).Refusal?.Field);
        }
    }

    [Fact]
    public void Another_amount_another_currency_or_no_transaction_is_not_taken()
    {
        var (order, live) = Live();
        foreach (var report in (PaymentReport[])[Paid() with { Amount = new Amount(1) }, Paid() with { Amount = null }, Paid() with { Currency = "USD" }, Paid() with { TransactionId = "" }])
        {
            var refused = PaymentMachine.Take(order, live, null, report, At);
            Assert.NotNull(refused.Refusal);
            Assert.Equal((order, live, null), (refused.Order, refused.Payment, refused.Line));
        }
    }

    [Fact]
    public void Money_that_the_order_can_not_have_goes_back()
    {
        var (order, live) = Live();
        var closing = live with { State = PaymentState.Closing };
        var cancelled = PaymentMachine.Take(order with { Status = OrderStatus.Cancelled, Payment = PaymentStatus.Unpaid }, closing, null, Paid(), At);
        Assert.Equal((PaymentState.Refunding, true, PaymentReason.OrderCancelled, At), (cancelled.Payment!.State, cancelled.Payment.Counts, cancelled.Payment.Reason, cancelled.Payment.DueAt));
        Assert.Equal((PaymentStatus.Refunding, OrderAction.Refund), (cancelled.Order.Payment, cancelled.Line!.Action));

        var dearer = order with { Total = new Amount(12_000), Payment = PaymentStatus.Unpaid };
        var changed = PaymentMachine.Take(dearer, closing, null, Paid(), At);
        Assert.Equal((PaymentState.Refunding, false, PaymentReason.AmountChanged, dearer), (changed.Payment!.State, changed.Payment.Counts, changed.Payment.Reason, changed.Order));

        var surplus = PaymentMachine.Take(order with { Payment = PaymentStatus.Paid }, closing, null, Paid(), At);
        Assert.Equal((PaymentState.Refunding, false, PaymentReason.Surplus, PaymentStatus.Paid), (surplus.Payment!.State, surplus.Payment.Counts, surplus.Payment.Reason, surplus.Order.Payment));
        var back = PaymentMachine.Take(surplus.Order, surplus.Payment, null, Back(), At);
        Assert.Equal((PaymentState.Refunded, PaymentStatus.Paid), (back.Payment!.State, back.Order.Payment)); // of the other payment, which stays
    }

    [Fact]
    public void Late_money_of_an_older_link_pays_and_closes_the_newer_one()
    {
        var (order, live) = Live();
        var newer = live with { Id = new PaymentId(2) };
        var paid = PaymentMachine.Take(order, live with { State = PaymentState.Closing }, newer, Paid(), At);
        Assert.Equal((PaymentState.Paid, PaymentState.Closing, PaymentReason.Surplus), (paid.Payment!.State, paid.Other!.State, paid.Other.Reason));
        Assert.Equal(PaymentStatus.Paid, paid.Order.Payment);
    }

    [Fact]
    public void A_refund_is_told_of_before_the_payment_in_vain_and_after_it_once()
    {
        var (order, live) = Live();
        Assert.Equal((ChatError.Conflict, "status"), Fault(PaymentMachine.Take(order, live, null, Back(), At)));
        var paid = PaymentMachine.Take(order, live, null, Paid(), At);
        var byHand = PaymentMachine.Take(paid.Order, paid.Payment!, null, Back(), At);
        Assert.Equal((PaymentState.Refunded, PaymentReason.ByHand, PaymentStatus.Refunded), (byHand.Payment!.State, byHand.Payment.Reason, byHand.Order.Payment));
        Assert.Equal(byHand.Payment, PaymentMachine.Take(byHand.Order, byHand.Payment, null, Back(), At).Payment);
        Assert.Equal(byHand.Payment, PaymentMachine.Take(byHand.Order, byHand.Payment, null, Paid(), At).Payment); // the payment's own callback, late
        Assert.Equal(paid.Payment, PaymentMachine.Take(paid.Order, paid.Payment!, null, Back() with { Amount = new Amount(1) }, At).Payment);

        static (ChatError?, string?) Fault(PaymentDecision decision) => (decision.Refusal?.Error, decision.Refusal?.Field);
    }

    [Fact]
    public void A_closed_refund_is_asked_for_under_a_new_number_once()
    {
        var (order, live) = Live();
        var refunding = live with { State = PaymentState.Refunding, Counts = true };
        var closed = new PaymentReport(live.Id, PaymentFact.RefundClosed) { RefundNumber = refunding.RefundNumber };
        var anew = PaymentMachine.Take(order, refunding, null, closed, At);
        Assert.Equal((1, "1R1", PaymentState.Refunding), (anew.Payment!.RefundRound, anew.Payment.RefundNumber, anew.Payment.State));
        Assert.Equal(anew.Payment, PaymentMachine.Take(order, anew.Payment, null, closed, At).Payment);
    }

    [Fact]
    public void A_payment_follows_its_order()
    {
        var (order, live) = Live();
        var cancelled = order with { Status = OrderStatus.Cancelled, Payment = PaymentStatus.Unpaid, UpdatedAt = At + 9 };
        Assert.Equal((PaymentState.Closing, PaymentReason.OrderCancelled, At + 9), Of(PaymentMachine.Follow(live, order, cancelled)));
        Assert.Equal(PaymentReason.AmountChanged, PaymentMachine.Follow(live, order, order with { Payment = PaymentStatus.Unpaid })!.Reason);
        var paid = live with { State = PaymentState.Paid, Counts = true };
        Assert.Equal(
            (PaymentState.Refunding, PaymentReason.OrderCancelled, At + 9),
            Of(PaymentMachine.Follow(paid, order with { Payment = PaymentStatus.Paid }, cancelled with { Payment = PaymentStatus.Refunding })));
        Assert.Null(PaymentMachine.Follow(paid, order, cancelled));
        Assert.Null(PaymentMachine.Follow(live, order, order with { Status = OrderStatus.Confirmed }));

        static (PaymentState, PaymentReason, long?) Of(Payment? payment) => (payment!.State, payment.Reason, payment.DueAt);
    }

    [Fact]
    public void Trying_again_takes_longer_each_time_up_to_an_hour()
    {
        var (order, live) = Live();
        var payment = live;
        long[] pauses = [5_000, 10_000, 20_000, 40_000];
        foreach (var pause in pauses)
        {
            payment = PaymentMachine.Postpone(order, payment, At).Payment!;
            Assert.Equal(At + pause, payment.DueAt);
        }

        Assert.Equal(3_600_000, PaymentMachine.BackOffMs(int.MaxValue));
        Assert.Equal(payment with { DueAt = null }, PaymentMachine.Postpone(order, payment with { DueAt = null }, At).Payment);
    }

    private static (Order Order, Payment Live) Live()
    {
        var made = PaymentMachine.Open(NewOrder(), null, Asked());
        return (made.Order, PaymentMachine.Link(made.Order, made.Payment!, "https://pay", At).Payment!);
    }

    private static PaymentRequest Asked() => new(new PaymentId(1), Customer, "sandbox", null, At, At + 1_800_000);

    private static PaymentReport Paid() => new(new PaymentId(1), PaymentFact.Paid) { TransactionId = "T1", Amount = new Amount(10_000), Currency = "CNY" };

    private static PaymentReport Back() => new(new PaymentId(1), PaymentFact.Refunded) { TransactionId = "T1", Amount = new Amount(10_000) };

    private static Order NewOrder() => new()
    {
        Id = new OrderId(5L << 40),
        TenantId = new TenantId(1),
        CustomerId = Customer,
        ProviderId = new UserId(8),
        ServiceId = new ServiceId(9),
        ServiceName = "Cleaning",
        Total = new Amount(10_000),
        CreatedAt = At,
        UpdatedAt = At,
    };
}
