using System.Globalization;
using Parley.Conversations;
using Parley.Delivery;
using Parley.Dialects.Errors;
using Parley.Dialects.Sockets.Wire;
using Parley.Messages;
using Parley.SocketIO;

namespace Parley.Dialects.Sockets;

/// <summary>
/// A wire surface over Socket.IO: which events it has, what they do, how it says things. One instance for each namespace that it is spoken in,
/// since a packet carries its namespace's name.
/// </summary>
/// <param name="space">The namespace.</param>
internal abstract class SocketDialect(Namespace space) : IDialect
{
    private readonly ReadOnlyMemory<byte> _replaced = space.Encode("replaced");
    private readonly ReadOnlyMemory<byte> _banned = space.Encode("banned");
    private readonly ReadOnlyMemory<byte> _expired = space.Encode("token_expired");

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public bool NamesMessages => true;

    /// <inheritdoc/>
    public virtual bool Shows(ConversationKind kind) => true;

    /// <summary>Who may write to whom here, unless the tenant says otherwise.</summary>
    public abstract ContactPolicy DefaultPolicy { get; }

    /// <summary>The namespace.</summary>
    protected Namespace Space => space;

    /// <summary>Whether it is spoken in this namespace.</summary>
    public bool IsOf(Namespace other) => ReferenceEquals(space, other);

    /// <inheritdoc/>
    public abstract ReadOnlyMemory<byte> Encode(OutboundEvent outbound);

    /// <summary>Whether an event's name is this surface's alone, so that whoever sends it speaks it.</summary>
    /// <param name="name">UTF-8.</param>
    public abstract bool Owns(ReadOnlySpan<byte> name);

    /// <summary>What a signed-in client's event does. It is answered or refused; nothing that a client sends throws.</summary>
    public abstract Task HandleAsync(SocketConnection connection, in RawEvent raw);

    /// <summary>Tells the sender that its message is stored.</summary>
    public abstract void Accept(SocketConnection connection, Ack ack, PendingSend send);

    /// <summary>Tells the client that its event did what it says, where it wants to be answered.</summary>
    public abstract void Confirm(Ack ack);

    /// <summary>Tells the client why not.</summary>
    /// <param name="eventName">Which of its events.</param>
    /// <param name="tempId">Of a message.</param>
    public abstract void Refuse(SocketConnection connection, Ack ack, string eventName, WireError error, string? tempId = null);

    /// <summary>
    /// How far the client is, for its recovery: official clients remember an event's last argument if it is a text, but not of events that want
    /// an answer, which messages do. So it comes behind them, as an event that nobody listens to.
    /// </summary>
    public ReadOnlyMemory<byte> Offset(long number) =>
        space.Encode("offset", number.ToString(CultureInfo.InvariantCulture), SocketsJson.Default.String);

    /// <summary>What is said before the server ends it, so that the client knows why; empty where it will just come back.</summary>
    public ReadOnlyMemory<byte> Farewell(CloseReason reason) => reason switch
    {
        CloseReason.Replaced => _replaced,
        CloseReason.Banned => _banned,
        CloseReason.TokenExpired => _expired,
        CloseReason.SlowConsumer or CloseReason.ServerShutdown or CloseReason.InternalError => default,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason without a farewell."),
    };
}
