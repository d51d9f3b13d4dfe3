namespace Parley.Marketplace.Orders;

/// <summary>The words for an order's states and moves (document 001, 1.3 and 1.4): in messages, events and answers alike.</summary>
public static class OrderWords
{
    /// <summary>The word for a status.</summary>
    public static string Of(OrderStatus status) => status switch
    {
        OrderStatus.Pending => "pending",
        OrderStatus.Confirmed => "confirmed",
        OrderStatus.InProgress => "in_progress",
        OrderStatus.Completed => "completed",
        OrderStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status without a word."),
    };

    /// <summary>The status of a word, or null.</summary>
    public static OrderStatus? StatusOf(string? word)
    {
        foreach (var status in Enum.GetValues<OrderStatus>())
        {
            if (Of(status) == word)
                return status;
        }

        return null;
    }

    /// <summary>The word for where the money is.</summary>
    public static string Of(PaymentStatus payment) => payment switch
    {
        PaymentStatus.Unpaid => "unpaid",
        PaymentStatus.Pending => "pending",
        PaymentStatus.Paid => "paid",
        PaymentStatus.Refunding => "refunding",
        PaymentStatus.Refunded => "refunded",
        _ => throw new ArgumentOutOfRangeException(nameof(payment), payment, "A payment's status without a word."),
    };

    /// <summary>The word for what became of a dispute.</summary>
    public static string Of(DisputeStatus dispute) => dispute switch
    {
        DisputeStatus.None => "none",
        DisputeStatus.Open => "open",
        DisputeStatus.Refund => "refund",
        DisputeStatus.Dismissed => "dismissed",
        _ => throw new ArgumentOutOfRangeException(nameof(dispute), dispute, "A dispute without a word."),
    };

    /// <summary>The word for what was done; that of a number that this version does not know: <c>updated</c>.</summary>
    public static string Of(OrderAction action) => action switch
    {
        OrderAction.Create => "created",
        OrderAction.Confirm => "confirmed",
        OrderAction.Start => "started",
        OrderAction.Complete => "completed",
        OrderAction.Cancel => "cancel",
        OrderAction.Reschedule => "rescheduled",
        OrderAction.Quote => "quoted",
        OrderAction.AcceptQuote => "quote_accepted",
        OrderAction.RequestReview => "review_requested",
        OrderAction.Dispute => "disputed",
        OrderAction.Resolve => "resolved",
        OrderAction.Pay => "payment_opened",
        OrderAction.PaymentClosed => "payment_closed",
        OrderAction.Paid => "paid",
        OrderAction.Refund => "refunding",
        OrderAction.Refunded => "refunded",
        _ => "updated",
    };
}
