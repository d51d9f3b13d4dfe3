using Parley.Primitives;

namespace Parley.Bans;

/// <summary>A ban, kept for good: who, why, until when, and what became of it. Whether an account may act is said by its own row; this is the record.</summary>
public sealed record Ban
{
    /// <summary>Rises with time.</summary>
    public required BanId Id { get; init; }

    /// <summary>In which tenant.</summary>
    public required TenantId TenantId { get; init; }

    /// <summary>Whose account; of a device, who had it.</summary>
    public required UserId UserId { get; init; }

    /// <summary>The device, as its client names it; null: the account.</summary>
    public string? Device { get; init; }

    /// <summary>Told to the person.</summary>
    public required string Reason { get; init; }

    /// <summary>Who banned; none: nobody, it came of what was reported and found.</summary>
    public UserId By { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Unix ms; null: for good.</summary>
    public long? Until { get; init; }

    /// <summary>Unix ms at which it was taken back, or another took its place; null: it was not.</summary>
    public long? LiftedAt { get; init; }

    /// <summary>Who took it back.</summary>
    public UserId LiftedBy { get; init; }

    /// <summary>Why it was taken back.</summary>
    public string? LiftReason { get; init; }

    /// <summary>The person's own words against it.</summary>
    public string? Appeal { get; init; }

    /// <summary>Unix ms of those.</summary>
    public long? AppealedAt { get; init; }

    /// <summary>Whether it holds at a time.</summary>
    public bool HoldsAt(long nowMs) => LiftedAt is null && (Until is not { } until || until > nowMs);
}
