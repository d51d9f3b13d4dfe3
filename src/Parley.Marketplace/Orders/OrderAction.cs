namespace Parley.Marketplace.Orders;

/// <summary>What is done to an order. Stored by number in its history: never renumber.</summary>
public enum OrderAction : byte
{
    /// <summary>The customer makes it.</summary>
    Create = 1,

    /// <summary>The provider takes it on.</summary>
    Confirm = 2,

    /// <summary>The provider begins.</summary>
    Start = 3,

    /// <summary>The provider is done.</summary>
    Complete = 4,

    /// <summary>Calls it off, asks the other side to, or agrees.</summary>
    Cancel = 5,

    /// <summary>Another time.</summary>
    Reschedule = 6,

    /// <summary>The provider offers another price.</summary>
    Quote = 7,

    /// <summary>The customer takes that price.</summary>
    AcceptQuote = 8,

    /// <summary>The provider asks for a review.</summary>
    RequestReview = 9,

    /// <summary>Asks an admin to decide.</summary>
    Dispute = 10,

    /// <summary>The admin decides.</summary>
    Resolve = 11,

    /// <summary>The customer was given a way to pay. This and what follows are steps of payments; nobody asks for them as a move.</summary>
    Pay = 12,

    /// <summary>The way to pay is closed.</summary>
    PaymentClosed = 13,

    /// <summary>The gateway has the money.</summary>
    Paid = 14,

    /// <summary>The money is to go back.</summary>
    Refund = 15,

    /// <summary>The money is back.</summary>
    Refunded = 16,
}
