namespace Parley.Marketplace.Orders;

/// <summary>What somebody asks to do to an order, as it comes from outside.</summary>
public sealed record OrderRequest
{
    /// <summary>What.</summary>
    public required OrderAction Action { get; init; }

    /// <summary>The version that the caller saw; null: whatever it is.</summary>
    public long? Version { get; init; }

    /// <summary>Quote: the price offered. Acceptance: the price taken.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Reschedule: the new time, Unix ms.</summary>
    public long? ScheduledAt { get; init; }

    /// <summary>Resolution: whether the money goes back.</summary>
    public bool Refund { get; init; }

    /// <summary>A reason or remark, up to 500 characters; a dispute can't be without.</summary>
    public string? Note { get; init; }
}
