using Parley.Marketplace.Payments;
using Parley.Primitives;

namespace Parley.Dialects.Market.Payments;

/// <summary>The answer to <c>pay</c>.</summary>
internal sealed record PayView(string PaymentId, string PayUrl, DateTime ExpiresAt, string Gateway, decimal Amount, string Currency, string Status);

/// <summary>A payment as those see it who may see its order; the link is the customer's alone.</summary>
internal sealed record PaymentView(
    string Id,
    long NumericId,
    string OrderId,
    string OrderNumber,
    string Gateway,
    decimal Amount,
    string Currency,
    string Status,
    string? Reason,
    string PaymentStatus,
    string? PayUrl,
    DateTime ExpiresAt,
    DateTime? PaidAt,
    DateTime? RefundedAt,
    DateTime CreatedAt,
    DateTime UpdatedAt)
{
    public static PaymentView Of(Payment payment, Marketplace.Orders.Order order, string? payUrl) => new(
        PublicId.ToText(EntityKind.Payment, payment.Id.Value),
        payment.Id.Value,
        PublicId.ToText(EntityKind.Order, payment.OrderId.Value),
        order.Number,
        payment.Gateway,
        payment.Amount.Value,
        payment.Currency,
        PaymentWords.Of(payment.State),
        PaymentWords.Of(payment.Reason),
        PaymentWords.Of(order.Payment),
        payUrl,
        WireTime.Of(payment.ExpiresAt),
        payment.PaidAt is { } paid ? WireTime.Of(paid) : null,
        payment.RefundedAt is { } back ? WireTime.Of(back) : null,
        WireTime.Of(payment.CreatedAt),
        WireTime.Of(payment.UpdatedAt));
}

/// <summary>The answer to a callback. WeChat Pay looks at the HTTP status alone.</summary>
internal sealed record CallbackView(string? PaymentId, string? Status);
