using System.Text.Json;
using Parley.SocketIO.Packets;

namespace Parley.SocketIO.Adapters;

/// <summary>
/// The rooms of this process. They lie behind <c>_gate</c>; nothing is sent while it is held. With recovery, sending and remembering are one
/// step behind the log's lock, so that everybody is sent events in the order in which the log has them.
/// </summary>
public sealed class LocalAdapter : IAdapter
{
    private readonly Lock _gate = new();
    private readonly Namespace _namespace;
    private readonly Dictionary<string, Room> _rooms = new(StringComparer.Ordinal);
    private readonly Room _everybody = new();
    private readonly RecoveryLog? _log;

    /// <summary>For one namespace.</summary>
    public LocalAdapter(Namespace @namespace)
    {
        ArgumentNullException.ThrowIfNull(@namespace);
        _namespace = @namespace;
        if (@namespace.Server.Options.Recovery is { } recovery)
            _log = new RecoveryLog(recovery, @namespace.Server.Options.MaxQueuedBytes / 2, @namespace.Server.Timers.Clock);
    }

    /// <inheritdoc/>
    public void Add(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        lock (_gate)
        {
            _everybody.Add(socket);
            foreach (var name in socket.JoinedRooms ?? [])
                AddTo(name, socket);
        }
    }

    /// <inheritdoc/>
    public void Remove(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        lock (_gate)
        {
            _everybody.Remove(socket);
            foreach (var room in socket.JoinedRooms ?? [])
                RemoveFrom(room, socket);
            socket.JoinedRooms = null;
        }
    }

    /// <inheritdoc/>
    public void Join(Socket socket, IReadOnlyCollection<string> rooms)
    {
        ArgumentNullException.ThrowIfNull(socket);
        RoomNames.Check(rooms);
        lock (_gate)
        {
            var isIn = _everybody.Contains(socket);
            if (!isIn && !socket.IsConnecting)
                return;
            foreach (var name in rooms)
            {
                if (name != socket.Id && (socket.JoinedRooms ??= new HashSet<string>(1, StringComparer.Ordinal)).Add(name) && isIn)
                    AddTo(name, socket);
            }
        }
    }

    /// <inheritdoc/>
    public void Leave(Socket socket, string room)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(room);
        lock (_gate)
        {
            if (socket.JoinedRooms?.Remove(room) == true)
                RemoveFrom(room, socket);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> RoomsOf(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        lock (_gate)
            return socket.IsConnecting || _everybody.Contains(socket) ? [socket.Id, .. socket.JoinedRooms ?? []] : [];
    }

    /// <inheritdoc/>
    public void Broadcast(OutgoingEvent outgoing, BroadcastOptions options)
    {
        ArgumentNullException.ThrowIfNull(outgoing);
        ArgumentNullException.ThrowIfNull(options);
        if (_log is null || outgoing.Offset is null)
        {
            foreach (var socket in Select(options))
                Send(socket, outgoing, options.IsVolatile);
            return;
        }

        var receivers = _log.Append(outgoing, options, () =>
        {
            var chosen = Select(options);
            foreach (var socket in chosen)
                socket.Enqueue(outgoing.Message, isVolatile: false);
            return chosen;
        });
        foreach (var socket in receivers)
        {
            socket.Notify(outgoing);
            socket.Flush();
        }
    }

    /// <inheritdoc/>
    public void BroadcastWithAcks(OutgoingEvent outgoing, BroadcastOptions options, IBroadcastAcks acks)
    {
        ArgumentNullException.ThrowIfNull(outgoing);
        ArgumentNullException.ThrowIfNull(acks);
        var pending = acks as PendingAck ?? new ForeignAnswers(acks);
        var receivers = Select(options).Where(socket => socket.TryShare(outgoing.AckId!.Value, pending)).ToList();
        acks.Sent(receivers.Count);
        foreach (var socket in receivers)
            Send(socket, outgoing, options.IsVolatile);
    }

    /// <inheritdoc/>
    public ValueTask<int> CountServersAsync(CancellationToken cancel) => new(1);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ISocket>> FetchSocketsAsync(BroadcastOptions options, CancellationToken cancel) => new(Select(options));

    /// <inheritdoc/>
    public void AddSockets(BroadcastOptions options, IReadOnlyCollection<string> rooms)
    {
        foreach (var socket in Select(options))
            Join(socket, rooms);
    }

    /// <inheritdoc/>
    public void RemoveSockets(BroadcastOptions options, IReadOnlyCollection<string> rooms)
    {
        RoomNames.Check(rooms);
        foreach (var socket in Select(options))
        {
            foreach (var room in rooms)
                Leave(socket, room);
        }
    }

    /// <inheritdoc/>
    public void DisconnectSockets(BroadcastOptions options, bool close)
    {
        foreach (var socket in Select(options))
            socket.Disconnect(close);
    }

    /// <inheritdoc/>
    public void ServerSideEmit(string name, JsonElement arguments) =>
        throw new NotSupportedException("The local adapter knows no other servers.");

    /// <inheritdoc/>
    public void SaveSession(SavedSession session) => _log?.Save(session);

    /// <inheritdoc/>
    public ValueTask<Socket?> RestoreSessionAsync(
        string pid, string offset, Func<SavedSession, IReadOnlyList<OutgoingEvent>, Socket> resume, CancellationToken cancel) =>
        new(_log?.Restore(pid, offset, resume));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void Send(Socket socket, OutgoingEvent outgoing, bool isVolatile)
    {
        socket.Notify(outgoing);
        socket.Enqueue(outgoing.Message, isVolatile);
        socket.Flush();
    }

    private void AddTo(string name, Socket socket)
    {
        if (!_rooms.TryGetValue(name, out var room))
            _rooms[name] = room = new Room();
        room.Add(socket);
    }

    private void RemoveFrom(string name, Socket socket)
    {
        if (!_rooms.TryGetValue(name, out var room))
            return;
        room.Remove(socket);
        if (room.IsEmpty)
            _rooms.Remove(name);
    }

    private Socket[] Select(BroadcastOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        lock (_gate)
        {
            var included = options.Rooms.Count switch
            {
                0 => _everybody.Members,
                1 => MembersOf(options.Rooms[0]),
                _ => [.. options.Rooms.SelectMany(MembersOf).Distinct()],
            };
            return options.Except.Count == 0 || included.Length == 0 ? included : Without(included, options.Except);
        }
    }

    private Socket[] Without(Socket[] included, IReadOnlyList<string> except)
    {
        if (except.Count == 1 && _namespace.Find(except[0]) is { } one)
            return Array.IndexOf(included, one) is >= 0 and var index ? [.. included.AsSpan(0, index), .. included.AsSpan(index + 1)] : included;
        var excluded = except.SelectMany(MembersOf).ToHashSet();
        return excluded.Count == 0 ? included : Array.FindAll(included, socket => !excluded.Contains(socket));
    }

    // A socket's own id is a room of which nobody need keep a list.
    private Socket[] MembersOf(string room) =>
        _rooms.TryGetValue(room, out var members) ? WithOwner(members.Members, room)
        : _namespace.Find(room) is { } socket && _everybody.Contains(socket) ? [socket]
        : [];

    private Socket[] WithOwner(Socket[] members, string room) =>
        _namespace.Find(room) is { } owner && _everybody.Contains(owner) ? [owner, .. members] : members;
}
