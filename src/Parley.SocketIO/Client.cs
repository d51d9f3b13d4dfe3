using Parley.SocketIO.Engine;
using Parley.SocketIO.Packets;
using Parley.SocketIO.Timing;

namespace Parley.SocketIO;

/// <summary>
/// One connection: reads its packets and gives them to the sockets that it has in namespaces. The read loop owns the packet under way; what
/// others may change at the same time, the sockets, lies behind <c>_gate</c>. As a timer it is the connection's time-out for joining a first
/// namespace.
/// </summary>
internal sealed partial class Client : WheelTimer, IEngineHandler
{
    private readonly Lock _gate = new();
    private Socket[] _sockets = []; // connected ones; written under _gate, read without
    private List<Joining>? _connecting; // behind _gate
    private List<Socket>? _entering; // behind _gate: asked about by the middleware
    private List<string>? _left; // behind _gate: what the server left, of which the client may not know yet
    private PartialPacket? _partial;
    private Queue<WaitingEvent>? _waiting; // behind _gate: events for which there is no room yet
    private TaskCompletionSource? _room; // behind _gate: where the read loop waits for there to be some
    private int _running; // behind _gate
    private bool _isStarting; // behind _gate: somebody starts what waits
    private volatile bool _isClosed;

    public Client(SocketServer server, EngineSession session)
    {
        Server = server;
        Session = session;
        if (session.Protocol == 3)
            Track(JoinAsync(new Joining("/", auth: null))); // in Engine.IO 3 it is the server that connects the main namespace
        else
            server.Timers.Schedule(this, server.Options.ConnectTimeout);
    }

    /// <summary>The server.</summary>
    public SocketServer Server { get; }

    /// <summary>The connection underneath.</summary>
    public EngineSession Session { get; }

    /// <summary>Sends a packet.</summary>
    public void Send(EngineMessage message, bool isVolatile = false)
    {
        if (isVolatile)
            Session.TryEnqueueVolatile(message);
        else
            Session.Enqueue(message);
        Session.Flush();
    }

    /// <inheritdoc/>
    public ValueTask OnTextAsync(ReadOnlyMemory<byte> utf8)
    {
        if (_isClosed)
            return ValueTask.CompletedTask;
        if (_partial is not null || !PacketReader.TryRead(utf8, Server.Options.MaxAttachments, out var packet, Server.MaxDepth))
            return Fault(DisconnectReason.ParseError);
        if (packet.Attachments == 0)
            return HandleAsync(packet, null);
        if (Find(packet.Namespace.Span) is null && !HasLeft(packet))
            return Fault(DisconnectReason.ForcedServerClose);
        _partial = new PartialPacket(this, packet);
        Server.Timers.Schedule(_partial, Server.Options.ConnectTimeout);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask OnBinaryAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_isClosed)
            return ValueTask.CompletedTask;
        if (_partial is not { } partial || !partial.TryAdd(bytes, Server.InboundBudget))
            return Fault(DisconnectReason.ParseError);
        if (_isClosed)
            partial.Release(Server.InboundBudget); // it ended on another thread, and these bytes came after
        if (partial.Attachments.Count < partial.Packet.Attachments)
            return ValueTask.CompletedTask;
        EndPartial();
        return HandleAsync(partial.Packet, partial.Attachments);
    }

    /// <inheritdoc/>
    public void OnClosed(DisconnectReason reason)
    {
        Socket[] sockets;
        lock (_gate)
        {
            _isClosed = true;
            sockets = [.. _sockets, .. _entering ?? []];
            (_sockets, _entering, _waiting) = ([], null, null);
            _room?.TrySetResult();
        }

        Server.Timers.Cancel(this);
        EndPartial();
        foreach (var socket in sockets)
            CloseSafely(socket, reason);
    }

    /// <summary>Out of all namespaces, told to the client so that it doesn't come back by itself; then the connection ends.</summary>
    public void Disconnect()
    {
        foreach (var socket in _sockets)
            Leave(socket, DisconnectReason.ServerNamespaceDisconnect);
        Session.Close(DisconnectReason.ForcedServerClose);
    }

    /// <summary>Out of one namespace, at the wish of either side.</summary>
    public void Leave(Socket socket, DisconnectReason reason)
    {
        lock (_gate)
        {
            var index = Array.IndexOf(_sockets, socket);
            if (index < 0)
                return;
            _sockets = [.. _sockets.AsSpan(0, index), .. _sockets.AsSpan(index + 1)];
            if (reason == DisconnectReason.ServerNamespaceDisconnect)
            {
                (_left ??= []).Add(socket.Namespace.Name);
                if (_left.Count > Server.Options.MaxNamespacesPerConnection)
                    _left.RemoveAt(0);
            }
        }

        if (reason == DisconnectReason.ServerNamespaceDisconnect)
            Send(PacketWriter.Bare(PacketType.Disconnect, socket.Namespace));
        socket.Close(reason);
    }

    /// <inheritdoc/>
    protected internal override void OnElapsed() => ThreadPool.UnsafeQueueUserWorkItem(
        static client =>
        {
            if (client._sockets.Length == 0) // it may have joined one meanwhile
                client.End(DisconnectReason.ForcedServerClose);
        },
        this,
        preferLocal: false);

    /// <summary>Attachments are overdue.</summary>
    internal void Overdue(PartialPacket partial) => ThreadPool.UnsafeQueueUserWorkItem(
        static overdue =>
        {
            if (overdue.Client._partial == overdue.Partial)
                overdue.Client.End(DisconnectReason.ParseError);
        },
        (Client: this, Partial: partial),
        preferLocal: false);

    private ValueTask HandleAsync(in IncomingPacket packet, IReadOnlyList<ReadOnlyMemory<byte>>? attachments)
    {
        if (packet.Type == PacketType.Connect)
            return Connect(packet);
        if (packet.Type == PacketType.ConnectError || Find(packet.Namespace.Span) is not { } socket)
            return HasLeft(packet) ? ValueTask.CompletedTask : Fault(DisconnectReason.ForcedServerClose);
        switch (packet.Type)
        {
            case PacketType.Event:
                return DispatchAsync(socket, packet, attachments);
            case PacketType.Ack:
                socket.Answer(packet, attachments);
                break;
            default:
                Leave(socket, DisconnectReason.ClientNamespaceDisconnect);
                break;
        }

        return ValueTask.CompletedTask;
    }

    private void EndPartial()
    {
        if (Interlocked.Exchange(ref _partial, null) is not { } partial)
            return;
        Server.Timers.Cancel(partial);
        partial.Release(Server.InboundBudget);
    }

    private Socket? Find(ReadOnlySpan<byte> name)
    {
        if (Session.Protocol == 3 && name.IndexOf((byte)'?') is >= 0 and var query)
            name = name[..query];
        foreach (var socket in _sockets)
        {
            var prefix = socket.Namespace.Prefix;
            if (prefix.IsEmpty ? name.IsEmpty || name is [(byte)'/'] : prefix[..^1].SequenceEqual(name))
                return socket;
        }

        return null;
    }

    // Whether a packet is for a namespace that the server left, which the client can't know yet.
    private bool HasLeft(in IncomingPacket packet)
    {
        if (packet.Type is PacketType.Connect or PacketType.ConnectError)
            return false;
        var name = NameOf(packet.Namespace.Span);
        lock (_gate)
            return _left?.Contains(name) == true;
    }

    // The client broke the rules: nobody can tell what it means by the next packet.
    private ValueTask Fault(DisconnectReason reason)
    {
        End(reason);
        return ValueTask.CompletedTask;
    }

    // One socket's fault must not keep the others from hearing of the end.
    private static void CloseSafely(Socket socket, DisconnectReason reason)
    {
        try
        {
            socket.Close(reason);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: an adapter's fault
        {
            socket.Fail(fault);
        }
    }

    private void End(DisconnectReason reason)
    {
        OnClosed(reason);
        Session.Close(reason);
    }
}
