using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Marketplace.Payments;

/// <summary>One attempt to pay an order, and what became of its money.</summary>
public sealed record Payment
{
    /// <summary>From so many tries on it does not get on: with the pauses between them, about an hour and a half after the first.</summary>
    public const int ManyTries = 10;

    /// <summary>The payment.</summary>
    public required PaymentId Id { get; init; }

    /// <summary>Its tenant.</summary>
    public required TenantId TenantId { get; init; }

    /// <summary>What is paid.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>By which <see cref="IPaymentGateway"/>.</summary>
    public required string Gateway { get; init; }

    /// <summary>How much: the order's total when it was made.</summary>
    public required Amount Amount { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Where it is.</summary>
    public PaymentState State { get; init; } = PaymentState.Creating;

    /// <summary>Why it is over.</summary>
    public PaymentReason Reason { get; init; }

    /// <summary>Where the customer pays: a link, or what a QR code says. One that begins with a slash is on this server.</summary>
    public string? PayUrl { get; init; }

    /// <summary>The gateway's number of the transaction; no two payments share one.</summary>
    public string? TransactionId { get; init; }

    /// <summary>Whether the order's <see cref="PaymentStatus"/> speaks of this payment's money; false for money that came too much.</summary>
    public bool Counts { get; init; }

    /// <summary>How often a refund was begun anew, because the gateway closed the one before.</summary>
    public int RefundRound { get; init; }

    /// <summary>How often the gateway was asked in vain since the last change of state.</summary>
    public int Tries { get; init; }

    /// <summary>When <see cref="PaymentSaga"/> is to look at it, Unix ms; null: nothing is to do.</summary>
    public long? DueAt { get; init; }

    /// <summary>Until when it can be paid, Unix ms.</summary>
    public required long ExpiresAt { get; init; }

    /// <summary>When it was paid, Unix ms.</summary>
    public long? PaidAt { get; init; }

    /// <summary>When the money was back, Unix ms.</summary>
    public long? RefundedAt { get; init; }

    /// <summary>Rises with every change.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Unix ms.</summary>
    public required long UpdatedAt { get; init; }

    /// <summary>Whether somebody may be about to pay it. An order has at most one such.</summary>
    public bool IsLive => State is PaymentState.Creating or PaymentState.Open;

    /// <summary>Whether it does not get on: its money is to go back, or it is to be closed, and the gateway was asked in vain for an hour or refused it before.</summary>
    public bool IsStuck => State is PaymentState.Refunding or PaymentState.Closing && (Tries >= ManyTries || RefundRound > 0);

    /// <summary>The number of its refund at the gateway: the same for every repeat of one request, so that the money goes back once.</summary>
    public string RefundNumber => $"{Id}R{RefundRound}";
}
