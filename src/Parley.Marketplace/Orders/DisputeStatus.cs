namespace Parley.Marketplace.Orders;

/// <summary>What became of a dispute. Stored by number: never renumber.</summary>
public enum DisputeStatus : byte
{
    /// <summary>There was none.</summary>
    None = 0,

    /// <summary>An admin has to decide; nothing else moves meanwhile.</summary>
    Open = 1,

    /// <summary>Decided for the customer: the money goes back.</summary>
    Refund = 2,

    /// <summary>Decided for the provider.</summary>
    Dismissed = 3,
}
