using Parley.Marketplace.Orders;
using Parley.Marketplace.Payments;

namespace Parley.Dialects.Market.Payments;

/// <summary>The words of payments on the wire.</summary>
internal static class PaymentWords
{
    public static string Of(PaymentState state) => state switch
    {
        PaymentState.Creating or PaymentState.Open => "pending",
        PaymentState.Closing or PaymentState.Closed => "closed",
        PaymentState.Paid => "paid",
        PaymentState.Refunding => "refunding",
        PaymentState.Refunded => "refunded",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state without a word."),
    };

    public static string Of(PaymentStatus status) => status switch
    {
        PaymentStatus.Unpaid => "unpaid",
        PaymentStatus.Pending => "pending",
        PaymentStatus.Paid => "paid",
        PaymentStatus.Refunding => "refunding",
        PaymentStatus.Refunded => "refunded",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status without a word."),
    };

    public static string? Of(PaymentReason reason) => reason switch
    {
        PaymentReason.None => null,
        PaymentReason.Expired => "expired",
        PaymentReason.OrderCancelled => "order_cancelled",
        PaymentReason.AmountChanged => "amount_changed",
        PaymentReason.Replaced => "replaced",
        PaymentReason.Failed => "failed",
        PaymentReason.GatewayDown => "gateway_down",
        PaymentReason.Surplus => "surplus",
        PaymentReason.ByHand => "refunded_by_hand",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason without a word."),
    };
}
