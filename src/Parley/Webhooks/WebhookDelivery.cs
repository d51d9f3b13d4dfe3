namespace Parley.Webhooks;

/// <summary>One event on its way to one address. Times are Unix ms.</summary>
public sealed record WebhookDelivery
{
    /// <summary>The delivery.</summary>
    public required DeliveryId Id { get; init; }

    /// <summary>Where to.</summary>
    public required WebhookId WebhookId { get; init; }

    /// <summary>What happened.</summary>
    public required WebhookEvents Event { get; init; }

    /// <summary>Names the happening; a webhook is given each once.</summary>
    public required string Source { get; init; }

    /// <summary>What is sent, the same bytes at every attempt.</summary>
    public required string Body { get; init; }

    /// <summary>Where it is.</summary>
    public DeliveryStatus Status { get; init; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is sent next.</summary>
    public long NextAt { get; init; }

    /// <summary>From when its time runs: when it was made, or last replayed.</summary>
    public long BeganAt { get; init; }

    /// <summary>When it was made.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>When the address took it.</summary>
    public long? DeliveredAt { get; init; }

    /// <summary>The HTTP status of the last answer.</summary>
    public int? LastStatus { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    public string? LastError { get; init; }
}
