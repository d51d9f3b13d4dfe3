namespace Parley.Marketplace.Payments;

/// <summary>What a gateway can say of a payment.</summary>
public enum PaymentFact
{
    /// <summary>It knows of none.</summary>
    Unknown,

    /// <summary>Nobody has paid it so far.</summary>
    Unpaid,

    /// <summary>It is paid.</summary>
    Paid,

    /// <summary>It failed or was closed, and can't be paid any more.</summary>
    Closed,

    /// <summary>The money is on its way back.</summary>
    RefundPending,

    /// <summary>The money is back.</summary>
    Refunded,

    /// <summary>The refund was closed without the money going back; it may be asked for anew.</summary>
    RefundClosed,

    /// <summary>The refund is stuck until somebody acts at the gateway.</summary>
    RefundAbnormal,
}
