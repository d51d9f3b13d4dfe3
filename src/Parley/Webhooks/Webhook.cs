using Parley.Primitives;

namespace Parley.Webhooks;

/// <summary>An address that a tenant's backend is told of events at.</summary>
public sealed record Webhook
{
    /// <summary>The webhook.</summary>
    public required WebhookId Id { get; init; }

    /// <summary>Whose.</summary>
    public required TenantId TenantId { get; init; }

    /// <summary>Shown name.</summary>
    public required string Name { get; init; }

    /// <summary>Where.</summary>
    public required string Url { get; init; }

    /// <summary>Of what.</summary>
    public required WebhookEvents Events { get; init; }

    /// <summary>The secret that signs, sealed.</summary>
    public required byte[] Secret { get; init; }

    /// <summary>False: nothing is sent, and nothing new is kept for it.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Messages from this time on are told of, Unix ms: since it has listened to them without a break.</summary>
    public long MessagesSince { get; init; }

    /// <summary>Whether it is to be told of messages.</summary>
    public bool HearsMessages => IsActive && (Events & WebhookEvents.Messages) != 0;

    /// <summary>Failures since the last success.</summary>
    public int Failures { get; init; }

    /// <summary>The circuit is open: nothing is sent before this time, Unix ms; then one delivery at a time, until one gets through.</summary>
    public long OpenUntil { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Unix ms.</summary>
    public required long UpdatedAt { get; init; }
}
