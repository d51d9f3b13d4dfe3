using Parley.Dialects.Market.Payments;
using Parley.Marketplace.Payments;
using Parley.Primitives;

namespace Parley.Dialects.Market.Admin;

/// <summary>A payment, as those see it who look after its tenant; the link to pay is the customer's alone.</summary>
internal sealed record AdminPaymentView(
    long Id,
    long TenantId,
    long OrderId,
    string Gateway,
    decimal Amount,
    string Currency,
    string State,
    string? Reason,
    string? TransactionId,
    bool? Stuck,
    int Tries,
    DateTime? NextTryAt,
    DateTime ExpiresAt,
    DateTime? PaidAt,
    DateTime? RefundedAt,
    DateTime CreatedAt,
    DateTime UpdatedAt)
{
    public static AdminPaymentView Of(Payment payment) => new(
        payment.Id.Value,
        payment.TenantId.Value,
        payment.OrderId.Value,
        payment.Gateway,
        payment.Amount.Value,
        payment.Currency,
        PaymentWords.Of(payment.State),
        PaymentWords.Of(payment.Reason),
        payment.TransactionId,
        payment.IsStuck ? true : null,
        payment.Tries,
        payment.DueAt is { } due ? WireTime.Of(due) : null,
        WireTime.Of(payment.ExpiresAt),
        payment.PaidAt is { } paid ? WireTime.Of(paid) : null,
        payment.RefundedAt is { } back ? WireTime.Of(back) : null,
        WireTime.Of(payment.CreatedAt),
        WireTime.Of(payment.UpdatedAt));

    /// <summary>What the query's <c>state</c> asks for; null for a word that is none.</summary>
    public static PaymentFilter? FilterOf(string word, TenantId tenant) => word switch
    {
        "" => new PaymentFilter(tenant, []),
        "pending" => new PaymentFilter(tenant, [PaymentState.Creating, PaymentState.Open]),
        "closed" => new PaymentFilter(tenant, [PaymentState.Closing, PaymentState.Closed]),
        "paid" => new PaymentFilter(tenant, [PaymentState.Paid]),
        "refunding" => new PaymentFilter(tenant, [PaymentState.Refunding]),
        "refunded" => new PaymentFilter(tenant, [PaymentState.Refunded]),
        "stuck" => PaymentFilter.Stuck(tenant),
        _ => null,
    };
}
