namespace Parley.Marketplace.Orders;

/// <summary>Where an order's money is, apart from its status. Stored by number: never renumber.</summary>
public enum PaymentStatus : byte
{
    /// <summary>Nothing was asked for.</summary>
    Unpaid = 1,

    /// <summary>The customer was given a way to pay.</summary>
    Pending = 2,

    /// <summary>The gateway says that it is paid.</summary>
    Paid = 3,

    /// <summary>It was paid and is to go back.</summary>
    Refunding = 4,

    /// <summary>It went back.</summary>
    Refunded = 5,
}
