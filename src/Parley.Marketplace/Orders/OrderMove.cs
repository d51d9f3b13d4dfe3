using Parley.Primitives;

namespace Parley.Marketplace.Orders;

/// <summary>Somebody does something to an order.</summary>
public sealed record OrderMove
{
    /// <summary>What.</summary>
    public required OrderAction Action { get; init; }

    /// <summary>Who.</summary>
    public required UserId ActorId { get; init; }

    /// <summary>What that person is to the order.</summary>
    public required OrderParty Party { get; init; }

    /// <summary>Unix ms.</summary>
    public required long At { get; init; }

    /// <summary>The version that the actor saw; null: whatever it is.</summary>
    public long? Version { get; init; }

    /// <summary>The price of a quote, or the one that is taken.</summary>
    public Amount? Price { get; init; }

    /// <summary>The new time, Unix ms.</summary>
    public long? ScheduledAt { get; init; }

    /// <summary>Whether a dispute ends with the money going back.</summary>
    public bool Refund { get; init; }

    /// <summary>What the actor wrote.</summary>
    public string? Note { get; init; }
}
