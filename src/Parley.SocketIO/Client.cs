using Parley.SocketIO.Engine;
using Parley.SocketIO.Packets;
using Parley.SocketIO.Timing;

namespace Parley.SocketIO;

/// <summary>
/// One connection: reads its packets and gives them to the sockets that it has in namespaces. The read loop owns the packet under way; what
/// others may change at the same time, the sockets, lies behind <c>_gate</c>. As a timer it is the connection's time-out for joining a first
/// namespace, and later for attachments that are due.
/// </summary>
internal sealed partial class Client : WheelTimer, IEngineHandler
{
    private readonly Lock _gate = new();
    private Socket[] _sockets = []; // connected ones; written under _gate, read without
    private List<string>? _connecting; // behind _gate
    private List<string>? _left; // behind _gate: what the server left, of which the client may not know yet
    private PartialPacket? _partial;
    private TaskCompletionSource? _room; // behind _gate: where the read loop waits for a handler to end
    private int _running;
    private volatile bool _isClosed;

    public Client(SocketServer server, EngineSession session)
    {
        Server = server;
        Session = session;
        if (session.Protocol == 3)
            Track(JoinAsync("/", null)); // in Engine.IO 3 it is the server that connects the main namespace
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
        if (_partial is not null || !PacketReader.TryRead(utf8, Server.Options.MaxAttachments, out var packet))
            return Fault(DisconnectReason.ParseError);
        if (packet.Attachments == 0)
            return HandleAsync(packet, null);
        if (Find(packet.Namespace.Span) is null)
            return Reject(packet);
        _partial = new PartialPacket(packet);
        Server.Timers.Schedule(this, Server.Options.ConnectTimeout);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask OnBinaryAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_isClosed)
            return ValueTask.CompletedTask;
        if (_partial is not { } partial)
            return Fault(DisconnectReason.ParseError);
        partial.Attachments.Add(bytes.ToArray());
        if (partial.Attachments.Count < partial.Packet.Attachments)
            return ValueTask.CompletedTask;
        _partial = null;
        Server.Timers.Cancel(this);
        return HandleAsync(partial.Packet, partial.Attachments);
    }

    /// <inheritdoc/>
    public void OnClosed(DisconnectReason reason)
    {
        Socket[] sockets;
        lock (_gate)
        {
            _isClosed = true;
            (sockets, _sockets) = (_sockets, []);
            _room?.TrySetResult();
        }

        Server.Timers.Cancel(this);
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
                (_left ??= []).Add(socket.Namespace.Name);
        }

        if (reason == DisconnectReason.ServerNamespaceDisconnect)
            Send(PacketWriter.Bare(PacketType.Disconnect, socket.Namespace));
        socket.Close(reason);
    }

    /// <inheritdoc/>
    protected internal override void OnElapsed() => ThreadPool.UnsafeQueueUserWorkItem(
        static client => client.End(client._partial is null ? DisconnectReason.ForcedServerClose : DisconnectReason.ParseError), // handlers are called
        this,
        preferLocal: false);

    private ValueTask HandleAsync(in IncomingPacket packet, IReadOnlyList<ReadOnlyMemory<byte>>? attachments)
    {
        if (packet.Type == PacketType.Connect)
            return Connect(packet);
        if (packet.Type == PacketType.ConnectError || Find(packet.Namespace.Span) is not { } socket)
            return Reject(packet);
        switch (packet.Type)
        {
            case PacketType.Event when Volatile.Read(ref _running) >= Server.Options.MaxPendingEvents:
                return WhenThereIsRoomAsync(socket, packet, attachments);
            case PacketType.Event:
                Dispatch(socket, packet, attachments);
                break;
            case PacketType.Ack:
                socket.Answer(packet, attachments);
                break;
            default:
                Leave(socket, DisconnectReason.ClientNamespaceDisconnect);
                break;
        }

        return ValueTask.CompletedTask;
    }

    private void Dispatch(Socket socket, in IncomingPacket packet, IReadOnlyList<ReadOnlyMemory<byte>>? attachments)
    {
        if (socket.IsConnected && socket.Dispatch(packet, attachments) is { IsCompletedSuccessfully: false } task)
            Track(socket, task);
    }

    private async ValueTask WhenThereIsRoomAsync(Socket socket, IncomingPacket packet, IReadOnlyList<ReadOnlyMemory<byte>>? attachments)
    {
        TaskCompletionSource? room = null;
        lock (_gate)
        {
            if (!_isClosed && _running >= Server.Options.MaxPendingEvents)
                room = _room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        if (room is not null)
            await room.Task;
        Dispatch(socket, packet, attachments);
    }

    private void Track(Socket socket, Task task)
    {
        lock (_gate)
            _running++;
        socket.Begin();
        _ = RunAsync(socket, task);
    }

    private async Task RunAsync(Socket socket, Task task)
    {
        await socket.ObserveAsync(task);
        TaskCompletionSource? room;
        lock (_gate)
        {
            _running--;
            (room, _room) = (_room, null);
        }

        room?.TrySetResult();
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

    // A packet for a namespace that the client is not in. It can't know yet when the server put it out.
    private ValueTask Reject(in IncomingPacket packet)
    {
        if (packet.Type is PacketType.Event or PacketType.Ack or PacketType.Disconnect && packet.Attachments == 0)
        {
            var name = NameOf(packet.Namespace.Span);
            lock (_gate)
            {
                if (_left?.Contains(name) == true)
                    return ValueTask.CompletedTask;
            }
        }

        return Fault(DisconnectReason.ForcedServerClose);
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
