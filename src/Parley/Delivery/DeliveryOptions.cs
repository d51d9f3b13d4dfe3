namespace Parley.Delivery;

/// <summary>Bounds of delivery (section <c>Delivery</c>).</summary>
public sealed class DeliveryOptions
{
    /// <summary>Connections a person may have at once; a further one replaces the oldest. Default 3 (document 003, 11.2); 1 to 100.</summary>
    public int ConnectionsPerUser { get; set; } = 3;

    /// <summary>How often merged pointers are written, in milliseconds. Default 500: long enough to merge, short enough to feel live; 10 to 60,000.</summary>
    public int PointerFlushMilliseconds { get; set; } = 500;

    /// <summary>
    /// How often a node of several looks for changes that it was not told of, in seconds. Default 15; 1 to 3,600.
    /// </summary>
    public int TailCheckSeconds { get; set; } = 15;

    /// <summary>
    /// Groups up to this size show each member how far the others have had and read, live. Default 20: in larger ones each message would cost
    /// members² frames; there pointers go to one's own devices live, to others by sync. 2 to 500.
    /// </summary>
    public int ReceiptFanoutMembers { get; set; } = 20;

    /// <summary>What is wrong with these values, naming the key and its range; null when nothing is.</summary>
    public string? Validate()
    {
        if (ConnectionsPerUser is < 1 or > 100)
            return $"Delivery:ConnectionsPerUser is {ConnectionsPerUser}; it must be 1 to 100.";
        if (PointerFlushMilliseconds is < 10 or > 60_000)
            return $"Delivery:PointerFlushMilliseconds is {PointerFlushMilliseconds}; it must be 10 to 60000.";
        if (TailCheckSeconds is < 1 or > 3600)
            return $"Delivery:TailCheckSeconds is {TailCheckSeconds}; it must be 1 to 3600.";
        if (ReceiptFanoutMembers is < 2 or > 500)
            return $"Delivery:ReceiptFanoutMembers is {ReceiptFanoutMembers}; it must be 2 to 500.";
        return null;
    }
}
