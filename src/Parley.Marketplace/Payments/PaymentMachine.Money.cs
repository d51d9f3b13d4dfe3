using Parley.Accounts;
using Parley.Marketplace.Orders;

namespace Parley.Marketplace.Payments;

/// <summary>What a gateway says, put into the payment and its order. Money moves once: whatever comes again changes nothing.</summary>
internal static partial class PaymentMachine
{
    public static PaymentDecision Take(Order order, Payment payment, Payment? other, PaymentReport report, long at) => report.Fact switch
    {
        PaymentFact.Paid => Pay(order, payment, other, report, at),
        PaymentFact.Closed => Close(order, payment, PaymentReason.Failed, at),
        PaymentFact.Refunded => Return(order, payment, report, at),
        PaymentFact.RefundClosed => RefundAnew(order, payment, report, at),
        _ => Same(order, payment),
    };

    private static PaymentDecision Pay(Order order, Payment payment, Payment? other, PaymentReport report, long at)
    {
        if (string.IsNullOrEmpty(report.TransactionId))
            return new PaymentDecision(order, payment, Refusal: FieldRules.Invalid("transactionId"));
        if (report.Amount != payment.Amount || (report.Currency is { } currency && currency != payment.Currency))
            return Refuse(order, payment, "amount");
        if (payment.TransactionId is { } known)
            return known == report.TransactionId ? Same(order, payment) : Refuse(order, payment, "transactionId");
        var paid = Step(payment with { TransactionId = report.TransactionId, PaidAt = at, State = PaymentState.Paid, Reason = PaymentReason.None, DueAt = null }, at);
        if (Against(order, payment) is not { } reason)
        {
            var taken = Ordered(order, paid with { Counts = true }, PaymentStatus.Paid, OrderAction.Paid, default, at);
            return taken with { Other = other is null ? null : GivenUp(other, PaymentReason.Surplus, at) };
        }

        var back = paid with { State = PaymentState.Refunding, Reason = reason, DueAt = at };
        if (reason == PaymentReason.OrderCancelled)
            return Ordered(order, back with { Counts = true }, PaymentStatus.Refunding, OrderAction.Refund, default, at);
        return payment.IsLive ? Freed(order, back, at) : new PaymentDecision(order, back);
    }

    // Why the order can't have this money.
    private static PaymentReason? Against(Order order, Payment payment)
    {
        if (order.Payment is PaymentStatus.Paid or PaymentStatus.Refunding or PaymentStatus.Refunded)
            return PaymentReason.Surplus;
        if (order.Status == OrderStatus.Cancelled || order.Dispute == DisputeStatus.Refund)
            return PaymentReason.OrderCancelled;
        return Fits(order, payment) ? null : PaymentReason.AmountChanged;
    }

    // A refund that is told of before the payment itself is refused, so that the gateway tells it again when we know of the money.
    private static PaymentDecision Return(Order order, Payment payment, PaymentReport report, long at)
    {
        if (report.Amount is { } amount && amount != payment.Amount)
            return Same(order, payment); // a part of it, given back by hand: not ours to keep account of
        if (payment.State == PaymentState.Refunded)
            return Same(order, payment);
        if (payment.State is not (PaymentState.Paid or PaymentState.Refunding))
            return Refuse(order, payment, "status");
        var reason = payment.State == PaymentState.Paid ? PaymentReason.ByHand : payment.Reason;
        var back = Step(payment with { State = PaymentState.Refunded, RefundedAt = at, Reason = reason, DueAt = null }, at);
        return payment.Counts ? Ordered(order, back, PaymentStatus.Refunded, OrderAction.Refunded, default, at) : new PaymentDecision(order, back);
    }

    private static PaymentDecision RefundAnew(Order order, Payment payment, PaymentReport report, long at)
    {
        if (payment.State != PaymentState.Refunding || (report.RefundNumber is { } number && number != payment.RefundNumber))
            return Same(order, payment);
        var anew = Step(payment with { RefundRound = payment.RefundRound + 1, DueAt = at + BackOffMs(payment.RefundRound) }, at);
        return new PaymentDecision(order, anew);
    }
}
