namespace Parley.Marketplace.Payments;

/// <summary>Where a payment is. Stored by number: never renumber.</summary>
public enum PaymentState : byte
{
    /// <summary>Written down; the gateway was not asked yet, or its answer is not known.</summary>
    Creating = 1,

    /// <summary>The customer has a link and may pay.</summary>
    Open = 2,

    /// <summary>Nobody wants it any more; the gateway is yet to be asked whether it was paid, and to close it.</summary>
    Closing = 3,

    /// <summary>Over without money. Money that comes all the same is still taken note of.</summary>
    Closed = 4,

    /// <summary>The gateway has the money.</summary>
    Paid = 5,

    /// <summary>It was paid and is to go back.</summary>
    Refunding = 6,

    /// <summary>It went back; final.</summary>
    Refunded = 7,
}
