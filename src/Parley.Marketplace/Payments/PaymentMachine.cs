using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Marketplace.Payments;

/// <summary>
/// Decides on one step of one payment and its order. Pure: the store runs it on rows that it holds locked.
/// <code>
///  creating ──link──▶ open ──expired, called off, replaced──▶ closing ──gateway closed it──▶ closed
///     └──────────────┴─────────────── money, at whatever moment ──┴────────────────────────────┘
///                                          │
///                      paid ◀── it fits ───┴─── it doesn't ──▶ refunding ──▶ refunded
///                       └──── the order is called off, a dispute ──▲
/// </code>
/// </summary>
internal static partial class PaymentMachine
{
    /// <summary>After so long without the gateway's answer, whoever asked it is taken for dead.</summary>
    public const long LostAfterMs = 60_000;

    /// <summary>What is left of a link's time when it is given out again.</summary>
    public const long LeastLifeMs = 30_000;

    /// <summary>A link is closed so long after it expired, since clocks differ.</summary>
    public const long GraceMs = 30_000;

    public static PaymentDecision Open(Order order, Payment? live, PaymentRequest asked)
    {
        if (order.Status is not (OrderStatus.Pending or OrderStatus.Confirmed or OrderStatus.InProgress))
            return Refuse(order, live, "status");
        if (order.Dispute != DisputeStatus.None && order.Dispute != DisputeStatus.Dismissed)
            return Refuse(order, live, "dispute");
        if (order.Payment is not (PaymentStatus.Unpaid or PaymentStatus.Pending))
            return Refuse(order, live, "paymentStatus");
        if (order.Total.Cents == 0)
            return Refuse(order, live, "totalAmount"); // nothing to pay
        if (asked.Amount is { } amount && amount != order.Total)
            return Refuse(order, live, "amount");
        if (live is not null && live.Gateway == asked.Gateway && Fits(order, live) && live.ExpiresAt > asked.At + LeastLifeMs)
            return new PaymentDecision(order, live);
        var payment = new Payment
        {
            Id = asked.Id,
            TenantId = order.TenantId,
            OrderId = order.Id,
            Gateway = asked.Gateway,
            Amount = order.Total,
            Currency = order.Currency,
            DueAt = asked.At + LostAfterMs,
            ExpiresAt = asked.ExpiresAt,
            CreatedAt = asked.At,
            UpdatedAt = asked.At,
        };
        var replaced = live is null ? null : GivenUp(live, live.ExpiresAt > asked.At ? PaymentReason.Replaced : PaymentReason.Expired, asked.At);
        return Ordered(order, payment, PaymentStatus.Pending, OrderAction.Pay, asked.CustomerId, asked.At) with { Other = replaced };
    }

    /// <summary>The gateway gave a link.</summary>
    public static PaymentDecision Link(Order order, Payment payment, string url, long at) => payment.State == PaymentState.Creating
        ? new PaymentDecision(order, Step(payment with { State = PaymentState.Open, PayUrl = url, DueAt = payment.ExpiresAt + GraceMs }, at))
        : Same(order, payment);

    /// <summary>Nobody is to pay it any more.</summary>
    public static PaymentDecision GiveUp(Order order, Payment payment, PaymentReason reason, long at) => payment.IsLive
        ? Freed(order, GivenUp(payment, reason, at), at)
        : Same(order, payment);

    /// <summary>The gateway will take no money for it.</summary>
    public static PaymentDecision Close(Order order, Payment payment, PaymentReason reason, long at)
    {
        if (!payment.IsLive && payment.State != PaymentState.Closing)
            return Same(order, payment);
        var closed = Step(payment with { State = PaymentState.Closed, Reason = payment.Reason == PaymentReason.None ? reason : payment.Reason, DueAt = null }, at);
        return payment.IsLive ? Freed(order, closed, at) : new PaymentDecision(order, closed);
    }

    /// <summary>The gateway was asked in vain, or is not done: later again.</summary>
    public static PaymentDecision Postpone(Order order, Payment payment, long at) => payment.DueAt is null
        ? Same(order, payment)
        : new PaymentDecision(order, Step(payment with { DueAt = at + BackOffMs(payment.Tries) }, at) with { Tries = payment.Tries + 1 });

    /// <summary>What becomes of a payment when its order moved by itself.</summary>
    /// <returns>The payment from now on, or null when it stays.</returns>
    public static Payment? Follow(Payment payment, Order before, Order after)
    {
        if (before.Payment == PaymentStatus.Paid && after.Payment == PaymentStatus.Refunding && payment is { State: PaymentState.Paid, Counts: true })
            return Step(payment with { State = PaymentState.Refunding, Reason = PaymentReason.OrderCancelled, DueAt = after.UpdatedAt }, after.UpdatedAt);
        if (before.Payment != PaymentStatus.Pending || after.Payment != PaymentStatus.Unpaid || !payment.IsLive)
            return null;
        return GivenUp(payment, after.Status == OrderStatus.Cancelled ? PaymentReason.OrderCancelled : PaymentReason.AmountChanged, after.UpdatedAt);
    }

    /// <summary>5 s, 10 s, 20 s … one hour.</summary>
    internal static long BackOffMs(int tries) => Math.Min(5_000L << Math.Min(tries, 16), 3_600_000);

    private static bool Fits(Order order, Payment payment) => payment.Amount == order.Total && payment.Currency == order.Currency;

    private static Payment GivenUp(Payment payment, PaymentReason reason, long at) =>
        Step(payment with { State = PaymentState.Closing, Reason = reason, DueAt = at }, at);

    private static Payment Step(Payment payment, long at) => payment with { Version = payment.Version + 1, Tries = 0, UpdatedAt = Math.Max(payment.UpdatedAt, at) };

    // The live payment is gone, so the order waits for no money.
    private static PaymentDecision Freed(Order order, Payment payment, long at) => order.Payment == PaymentStatus.Pending
        ? Ordered(order, payment, PaymentStatus.Unpaid, OrderAction.PaymentClosed, default, at)
        : new PaymentDecision(order, payment);

    // A request to cancel stays: it was not the other side that moved, but money.
    private static PaymentDecision Ordered(Order order, Payment payment, PaymentStatus status, OrderAction action, UserId actor, long at)
    {
        if (order.Payment == status)
            return new PaymentDecision(order, payment);
        var next = order with { Payment = status, Version = order.Version + 1, UpdatedAt = Math.Max(order.UpdatedAt, at) };
        var line = new OrderTransition(order.Id, next.Version, action, order.Status, next.Status, actor, next.UpdatedAt, payment.Amount.ToString());
        return new PaymentDecision(next, payment, line);
    }

    private static PaymentDecision Same(Order order, Payment payment) => new(order, payment);

    private static PaymentDecision Refuse(Order order, Payment? payment, string field) => new(order, payment, Refusal: new Refusal(ChatError.Conflict, field));
}
