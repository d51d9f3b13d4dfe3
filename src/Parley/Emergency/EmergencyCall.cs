using Parley.Primitives;

namespace Parley.Emergency;

/// <summary>A person pressed the button for help beside an order.</summary>
public sealed record EmergencyCall
{
    /// <summary>Rises with time.</summary>
    public required EmergencyId Id { get; init; }

    /// <summary>In which tenant.</summary>
    public required TenantId TenantId { get; init; }

    /// <summary>From which order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>The order's room; none where it has none yet.</summary>
    public ConversationId ConversationId { get; init; }

    /// <summary>Who.</summary>
    public required UserId CallerId { get; init; }

    /// <summary>Whose number was told; none for the platform's.</summary>
    public UserId ContactId { get; init; }

    /// <summary>How far it is.</summary>
    public EmergencyState State { get; init; }

    /// <summary>Who took it; none: nobody.</summary>
    public UserId TakenBy { get; init; }

    /// <summary>Unix ms at which it was taken.</summary>
    public long? TakenAt { get; init; }

    /// <summary>Who closed it; none: nobody yet.</summary>
    public UserId ClosedBy { get; init; }

    /// <summary>Unix ms at which it was closed.</summary>
    public long? ClosedAt { get; init; }

    /// <summary>A word of those who saw to it, for each other.</summary>
    public string? Note { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }
}
