namespace Parley.Marketplace.Payments;

/// <summary>Why a payment was closed or its money goes back. Stored by number: never renumber.</summary>
public enum PaymentReason : byte
{
    /// <summary>It was neither.</summary>
    None = 0,

    /// <summary>Nobody paid in time.</summary>
    Expired = 1,

    /// <summary>The order was called off, or a dispute was decided for the customer.</summary>
    OrderCancelled = 2,

    /// <summary>The order costs something else now.</summary>
    AmountChanged = 3,

    /// <summary>Another payment took its place.</summary>
    Replaced = 4,

    /// <summary>The gateway says that it failed or was closed there.</summary>
    Failed = 5,

    /// <summary>The gateway could not be reached when it was made.</summary>
    GatewayDown = 6,

    /// <summary>The order was paid already.</summary>
    Surplus = 7,

    /// <summary>Somebody gave the money back at the gateway itself.</summary>
    ByHand = 8,
}
