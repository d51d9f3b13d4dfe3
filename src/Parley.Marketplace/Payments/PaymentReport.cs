namespace Parley.Marketplace.Payments;

/// <summary>What a gateway says of a payment, in a verified answer or callback.</summary>
/// <param name="Payment">Which.</param>
/// <param name="Fact">What.</param>
public sealed record PaymentReport(PaymentId Payment, PaymentFact Fact)
{
    /// <summary>The gateway's number of the transaction; always there once it is paid.</summary>
    public string? TransactionId { get; init; }

    /// <summary>How much was paid, or how much went back.</summary>
    public Amount? Amount { get; init; }

    /// <summary>ISO 4217, where the gateway says it.</summary>
    public string? Currency { get; init; }

    /// <summary>Which refund is meant; null: not said.</summary>
    public string? RefundNumber { get; init; }
}
