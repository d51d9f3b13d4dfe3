namespace Parley.Webhooks;

/// <summary>Where a delivery is. Stored by number: never renumber.</summary>
public enum DeliveryStatus : byte
{
    /// <summary>It is to be sent, or to be sent again.</summary>
    Pending = 0,

    /// <summary>The address took it.</summary>
    Delivered = 1,

    /// <summary>Given up.</summary>
    Failed = 2,
}
