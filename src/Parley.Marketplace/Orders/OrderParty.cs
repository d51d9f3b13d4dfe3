namespace Parley.Marketplace.Orders;

/// <summary>What somebody is to an order.</summary>
[Flags]
public enum OrderParty
{
    /// <summary>Nothing: may not see it.</summary>
    None = 0,

    /// <summary>Made it.</summary>
    Customer = 1,

    /// <summary>Was asked to do it.</summary>
    Provider = 2,

    /// <summary>Runs the tenant.</summary>
    Admin = 4,

    /// <summary>Supports both sides: sees it and moves nothing.</summary>
    Agent = 8,
}
