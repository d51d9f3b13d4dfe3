using Parley.Primitives;

namespace Parley.Marketplace.Orders;

/// <summary>What a customer orders.</summary>
public sealed record OrderDraft
{
    /// <summary>Of what.</summary>
    public required ServiceId ServiceId { get; init; }

    /// <summary>A conversation that both sides are in; none: not said.</summary>
    public ConversationId ConversationId { get; init; }

    /// <summary>What was agreed on; null: the service's price.</summary>
    public decimal? TotalAmount { get; init; }

    /// <summary>What exactly, up to 4,000 characters, opaque.</summary>
    public string? Details { get; init; }

    /// <summary>When, Unix ms.</summary>
    public long? ScheduledAt { get; init; }

    /// <summary>Where the customer is.</summary>
    public Place? CustomerPlace { get; init; }

    /// <summary>Up to 1,000 characters.</summary>
    public string? Notes { get; init; }

    /// <summary>The customer's own key of this order, up to 64 characters; null: each request makes one.</summary>
    public string? ClientId { get; init; }
}
