using Parley.Primitives;

namespace Parley.Accounts;

/// <summary>What nearly everything needs to know of a user: who it is and whether it may act. Small enough to be cached.</summary>
public sealed record Account
{
    /// <summary>The user.</summary>
    public required UserId Id { get; init; }

    /// <summary>Its tenant.</summary>
    public required TenantId TenantId { get; init; }

    /// <summary>Unique in the tenant, as the person wrote it.</summary>
    public required string Username { get; init; }

    /// <summary>Shown to others.</summary>
    public required string DisplayName { get; init; }

    /// <summary>A picture's address, or null.</summary>
    public string? AvatarUrl { get; init; }

    /// <summary>What it may do.</summary>
    public required Role Role { get; init; }

    /// <summary>Whether it may act at all.</summary>
    public AccountStatus Status { get; init; }

    /// <summary>Unix ms at which a ban ends; null: for good. Meaningless unless banned.</summary>
    public long? BannedUntil { get; init; }

    /// <summary>Why banned, as the admin wrote it.</summary>
    public string? BanReason { get; init; }

    /// <summary>Access tokens issued before this time (Unix ms) are void.</summary>
    public long TokensValidAfter { get; init; }

    /// <summary>Sessions ended less than a token's life ago: their access tokens are void too.</summary>
    public IReadOnlyList<SessionId> RevokedSessions { get; init; } = [];

    /// <summary>Whose things it may look after, where its role lets it do so at all: its tenant's; none, which is whichever, for an operator.</summary>
    public TenantId Reach => Role == Role.Operator ? default : TenantId;

    /// <summary>Why this account may not act at <paramref name="nowMs"/>, or null when it may.</summary>
    public Refusal? RefusalAt(long nowMs) => Refuse(Status, BannedUntil, BanReason, nowMs);

    /// <summary>The same rule for the store's recheck at the moment of writing.</summary>
    public static Refusal? Refuse(AccountStatus status, long? bannedUntil, string? reason, long nowMs) => status switch
    {
        AccountStatus.Active => null,
        AccountStatus.Disabled => new Refusal(ChatError.Disabled),
        AccountStatus.Banned when bannedUntil is { } until && until <= nowMs => null,
        AccountStatus.Banned => new Refusal(
            ChatError.Banned,
            Reason: reason,
            RetryAfter: bannedUntil is { } until ? TimeSpan.FromMilliseconds(until - nowMs) : null),
        _ => throw new InvalidOperationException($"Unknown account status {status}."),
    };
}
