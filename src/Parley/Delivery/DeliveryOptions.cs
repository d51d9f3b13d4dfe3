using Parley.Configuration;

namespace Parley.Delivery;

/// <summary>Bounds of delivery (section <c>Delivery</c>).</summary>
public sealed class DeliveryOptions
{
    /// <summary>Connections a person may have at once; a further one replaces the oldest. Default 3 (document 003, 11.2); 1 to 100.</summary>
    public int ConnectionsPerUser { get; init; } = 3;

    /// <summary>How often merged pointers are written, in milliseconds. Default 500: long enough to merge, short enough to feel live; 10 to 60,000.</summary>
    public int PointerFlushMilliseconds { get; init; } = 500;

    /// <summary>How often a node of several looks for changes that it was not told of, in seconds. Default 15; 1 to 3,600.</summary>
    public int TailCheckSeconds { get; init; } = 15;

    /// <summary>
    /// Groups up to this size show each member how far the others have had and read, live. Default 20: in larger ones each message would cost
    /// members² frames; there pointers go to one's own devices live, to others by sync. 2 to 500.
    /// </summary>
    public int ReceiptFanoutMembers { get; init; } = 20;

    /// <summary>The defaults, where nothing else is configured.</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public static DeliveryOptions Read(Settings settings) => new()
    {
        ConnectionsPerUser = settings.Integer("Delivery:ConnectionsPerUser", 3, 1, 100),
        PointerFlushMilliseconds = settings.Integer("Delivery:PointerFlushMilliseconds", 500, 10, 60_000),
        TailCheckSeconds = settings.Integer("Delivery:TailCheckSeconds", 15, 1, 3600),
        ReceiptFanoutMembers = settings.Integer("Delivery:ReceiptFanoutMembers", 20, 2, 500),
    };
}
