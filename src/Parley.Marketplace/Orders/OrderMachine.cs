using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Marketplace.Orders;

/// <summary>
/// Decides on one move of one order. Pure: the store runs it on the row that it holds locked.
/// <code>
///  pending ──confirm──▶ confirmed ──start──▶ in_progress ──complete──▶ completed
///     │ cancel (one side)   │ cancel (both), or a │ cancel (both), or a
///     │                     │ dispute's refund    │ dispute's refund
///     └─────────────────────┴─────────────────────┴───────────────────▶ cancelled
/// </code>
/// </summary>
internal static class OrderMachine
{
    public static OrderDecision Decide(Order order, OrderMove move)
    {
        var rule = OrderRules.Table[move.Action];
        if ((rule.Who & move.Party) == OrderParty.None)
            return Refuse(order, ChatError.Forbidden);
        if (move.Version is { } seen && seen != order.Version)
            return Refuse(order, new Refusal(ChatError.Conflict, "version"));
        if (!rule.When.Contains(order.Status))
            return Refuse(order, new Refusal(ChatError.Conflict, "status"));
        if (order.Dispute == DisputeStatus.Open && move.Action != OrderAction.Resolve)
            return Refuse(order, new Refusal(ChatError.Conflict, "dispute"));
        return move.Action switch
        {
            OrderAction.Cancel => Cancel(order, move),
            OrderAction.Reschedule => move.ScheduledAt > move.At
                ? Apply(order, order with { ScheduledAt = move.ScheduledAt }, move)
                : Refuse(order, FieldRules.Invalid("scheduledTime")),
            OrderAction.Quote => Quote(order, move),
            OrderAction.AcceptQuote => AcceptQuote(order, move),
            OrderAction.RequestReview => order.ReviewRequestedAt is null
                ? Apply(order, order with { ReviewRequestedAt = move.At }, move)
                : Same(order),
            OrderAction.Dispute => order.Dispute is DisputeStatus.None or DisputeStatus.Dismissed // things may go wrong again
                ? Apply(order, order with { Dispute = DisputeStatus.Open }, move)
                : Refuse(order, new Refusal(ChatError.Conflict, "dispute")),
            OrderAction.Resolve => Resolve(order, move),
            _ => Step(order, move, rule.To!.Value),
        };
    }

    // A price that was offered and not taken has no meaning once the work has begun.
    private static OrderDecision Step(Order order, OrderMove move, OrderStatus to) => Apply(
        order,
        order with
        {
            Status = to,
            Quoted = to == OrderStatus.Confirmed ? order.Quoted : null,
            CompletedAt = to == OrderStatus.Completed ? move.At : order.CompletedAt,
        },
        move);

    private static OrderDecision Cancel(Order order, OrderMove move)
    {
        if (order.Status == OrderStatus.Pending || (!order.CancelRequestedBy.IsNone && order.CancelRequestedBy != move.ActorId))
            return Apply(order, CalledOff(order), move);
        return order.CancelRequestedBy == move.ActorId ? Same(order) : Apply(order, order, move, cancelRequestedBy: move.ActorId);
    }

    private static OrderDecision Quote(Order order, OrderMove move)
    {
        if (move.Price is null)
            return Refuse(order, FieldRules.Invalid("amount"));
        return order.Payment is PaymentStatus.Unpaid or PaymentStatus.Pending
            ? Apply(order, order with { Quoted = move.Price }, move)
            : Refuse(order, new Refusal(ChatError.Conflict, "paymentStatus"));
    }

    // The customer says which price is taken: a quote that changed meanwhile is not that one.
    private static OrderDecision AcceptQuote(Order order, OrderMove move)
    {
        if (order.Quoted is not { } quoted || (move.Price is { } price && price != quoted))
            return Refuse(order, new Refusal(ChatError.Conflict, "quotedAmount"));
        if (order.Payment == PaymentStatus.Pending && quoted == order.Total)
            return Apply(order, order with { Quoted = null }, move);
        return order.Payment is PaymentStatus.Unpaid or PaymentStatus.Pending
            ? Apply(order, order with { Total = quoted, Quoted = null, Payment = PaymentStatus.Unpaid }, move) // a link over the old price is closed
            : Refuse(order, new Refusal(ChatError.Conflict, "paymentStatus"));
    }

    private static OrderDecision Resolve(Order order, OrderMove move)
    {
        if (order.Dispute != DisputeStatus.Open)
            return Refuse(order, new Refusal(ChatError.Conflict, "dispute"));
        if (!move.Refund)
            return Apply(order, order with { Dispute = DisputeStatus.Dismissed }, move);
        var decided = order with { Dispute = DisputeStatus.Refund };
        return Apply(order, order.IsFinal ? decided with { Payment = Back(order.Payment) } : CalledOff(decided), move);
    }

    private static Order CalledOff(Order order) => order with { Status = OrderStatus.Cancelled, Quoted = null, Payment = Back(order.Payment) };

    // What is not yet paid has nothing to give back, its link is closed; if it is paid all the same, whoever takes the money sees that the order is off.
    private static PaymentStatus Back(PaymentStatus payment) => payment switch
    {
        PaymentStatus.Paid => PaymentStatus.Refunding,
        PaymentStatus.Pending => PaymentStatus.Unpaid,
        _ => payment,
    };

    // Any move but a request to cancel withdraws one.
    private static OrderDecision Apply(Order order, Order next, OrderMove move, UserId cancelRequestedBy = default)
    {
        var written = next with { CancelRequestedBy = cancelRequestedBy, Version = order.Version + 1, UpdatedAt = Math.Max(order.UpdatedAt, move.At) };
        return new OrderDecision(
            written,
            new OrderTransition(order.Id, written.Version, move.Action, order.Status, written.Status, move.ActorId, written.UpdatedAt, move.Note ?? move.Price?.ToString()));
    }

    private static OrderDecision Same(Order order) => new(order, null);

    private static OrderDecision Refuse(Order order, Refusal refusal) => new(order, null, refusal);
}
