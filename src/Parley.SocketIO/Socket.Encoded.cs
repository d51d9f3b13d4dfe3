using Parley.SocketIO.Packets;

namespace Parley.SocketIO;

/// <remarks>For applications with a fan-out of their own: events as bytes, encoded once for all who get them, and one flush for many.</remarks>
public sealed partial class Socket
{
    private RawEventHandler? _rawHandler;
    private Action<long>? _answers;

    /// <summary>What the application keeps with it: one object, where <see cref="Data"/> would be more than is needed.</summary>
    public object? Tag { get; set; }

    /// <summary>
    /// The connection that it came over, the same for all of a client's namespaces. A secret between the two.
    /// </summary>
    public string ConnectionId => Client.Session.Id;

    /// <summary>
    /// Gives all events to one handler instead of those by name, as bytes. Set before the connection handler's first await, it hears the
    /// client's first event.
    /// </summary>
    public void OnRaw(RawEventHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _rawHandler = handler;
    }

    /// <summary>Listens to the answers to events that <see cref="Namespace.Encode{T}"/> gave a number. Clients choose what they answer.</summary>
    public void OnAnswer(Action<long> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _answers = handler;
    }

    /// <summary>
    /// Queues events that <see cref="Namespace.Encode{T}"/> of its own namespace made; several may lie behind each other. They go out at the
    /// next <see cref="Flush"/>. Never blocks or throws; not seen by <see cref="OnAnyOutgoing"/>, and not recovered.
    /// </summary>
    public void Enqueue(ReadOnlyMemory<byte> encoded)
    {
        if (IsConnected)
            Client.Session.Enqueue(encoded);
    }

    /// <summary>Lets go what is queued; while packets of one read are being handled, at their end.</summary>
    public void Flush() => Client.Session.Flush();

    /// <summary>Ends when what is queued was handed to the network, or never will be; for a polling client at once.</summary>
    public Task WhenWrittenAsync() => Client.Session.WhenWrittenAsync();

    /// <summary>
    /// Ends its whole connection as if the network had: official clients come back by themselves, which they don't after
    /// <see cref="Disconnect"/>. What is queued still goes out.
    /// </summary>
    public void Drop() => Client.Session.Close(DisconnectReason.ForcedClose);

    private Task InvokeRaw(in IncomingPacket packet, Ack ack)
    {
        try
        {
            return _rawHandler!(new RawEvent(packet.Json.Span, ack));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: the application's code
        {
            Fail(fault);
            return Task.CompletedTask;
        }
    }
}
