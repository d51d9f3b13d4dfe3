namespace Parley.Marketplace.Orders;

/// <summary>Where an order is (document 001, 1.4). Stored by number: never renumber.</summary>
public enum OrderStatus : byte
{
    /// <summary>Made by the customer; the provider has not confirmed it.</summary>
    Pending = 1,

    /// <summary>Confirmed by the provider.</summary>
    Confirmed = 2,

    /// <summary>The provider is at it.</summary>
    InProgress = 3,

    /// <summary>Done; final.</summary>
    Completed = 4,

    /// <summary>Called off; final.</summary>
    Cancelled = 5,
}
