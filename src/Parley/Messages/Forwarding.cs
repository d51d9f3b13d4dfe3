using Parley.Delivery;
using Parley.Limits;
using Parley.Primitives;

namespace Parley.Messages;

/// <summary>What a person wants to forward, and where to.</summary>
public sealed record Forwarding
{
    /// <summary>The messages, in the order in which they are to arrive: 1 to <see cref="MessageForwarder.MostMessages"/>.</summary>
    public required IReadOnlyCollection<MessageId> Messages { get; init; }

    /// <summary>The people and conversations: together 1 to <see cref="MessageForwarder.MostTargets"/>. One that is named twice counts once.</summary>
    public required IReadOnlyCollection<ForwardTarget> Targets { get; init; }

    /// <summary>The client's idempotency key for the whole, 1 to 64 characters, or null.</summary>
    public string? TempId { get; init; }

    /// <summary>Who may write to whom, on the surface that it came from.</summary>
    public required ContactPolicy Policy { get; init; }

    /// <summary>How often its sender may send on that surface: each message to each target counts.</summary>
    public required RateLimit Rate { get; init; }

    /// <summary>The connection it came from: gets the answer, not the events. Null for REST.</summary>
    public Connection? Origin { get; init; }
}

/// <summary>Where a message is forwarded to: a person's direct conversation, or any conversation.</summary>
/// <param name="Receiver">The person; none where <paramref name="Conversation"/> is named.</param>
/// <param name="Conversation">The conversation; none where <paramref name="Receiver"/> is named.</param>
public readonly record struct ForwardTarget(UserId Receiver, ConversationId Conversation)
{
    /// <summary>A person.</summary>
    public static ForwardTarget To(UserId receiver) => new(receiver, default);

    /// <summary>A conversation.</summary>
    public static ForwardTarget To(ConversationId conversation) => new(default, conversation);
}
