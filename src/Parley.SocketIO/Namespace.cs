using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Parley.SocketIO.Adapters;
using Parley.SocketIO.Packets;

namespace Parley.SocketIO;

/// <summary>
/// A communication channel of its own over the clients' connections: its sockets, its rooms, its handlers. All members may be used from any
/// thread. Owner of the set of sockets: this object; it is a concurrent one.
/// </summary>
[SuppressMessage("Naming", "CA1716", Justification = "It is Socket.IO's word.")]
public sealed partial class Namespace : Emitter
{
    private const int MaxSharedNames = 1_000;
    private static readonly string OffsetPrefix = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)) + "-"; // not another run's

    private readonly ConcurrentDictionary<string, Socket> _sockets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte[]> _eventNames = new(StringComparer.Ordinal);
    private readonly byte[] _prefix;
    private readonly Lock _gate = new();
    private readonly Entrance _entrance;
    private Action<string, JsonElement>[] _serverSideHandlers = []; // written under _gate
    private long _ackIds = -1;
    private long _offsets;

    internal Namespace(SocketServer server, string name, ParentNamespace? parent = null)
    {
        Server = server;
        Parent = parent;
        _entrance = parent?.Entrance.Copy() ?? new Entrance();
        Name = name;
        _prefix = name == "/" ? [] : Encoding.UTF8.GetBytes(name + ",");
        Adapter = server.Options.Adapter?.Invoke(this) ?? new LocalAdapter(this);
    }

    /// <summary>Its name, with the slash: <c>/chat</c>.</summary>
    public string Name { get; }

    /// <summary>The server it belongs to.</summary>
    public SocketServer Server { get; }

    /// <summary>What keeps its rooms.</summary>
    public IAdapter Adapter { get; }

    /// <summary>The sockets on this server, by id.</summary>
    public IReadOnlyDictionary<string, Socket> Sockets => _sockets;

    /// <summary>What comes next is dropped for clients that can't take it right now, and is not recovered.</summary>
    public BroadcastOperator Volatile => Everybody.Volatile;

    /// <summary>Not to clients of other servers.</summary>
    public BroadcastOperator Local => Everybody.Local;

    internal Payloads Payloads => Server.Payloads;

    internal ILogger Log => Server.Log;

    /// <summary>What stands before the id in each of its packets: nothing, or <c>/chat,</c>.</summary>
    internal ReadOnlySpan<byte> Prefix => _prefix;

    private protected override Payloads Writing => Server.Payloads;

    private BroadcastOperator Everybody => new(this, BroadcastOptions.Everybody);

    /// <summary>
    /// Runs for every socket that enters, once its client knows. What the handler registers before its first await hears the client's first
    /// event.
    /// </summary>
    public void OnConnection(Action<Socket> handler) => _entrance.OnConnection(handler);

    /// <inheritdoc cref="OnConnection(Action{Socket})"/>
    public void OnConnection(Func<Socket, Task> handler) => _entrance.OnConnection(handler);

    /// <summary>
    /// Asks before a client enters: null lets it go on to the next, an error refuses it. What it throws refuses it, too, without telling why.
    /// </summary>
    public void Use(Func<Socket, ValueTask<ConnectError?>> middleware) => _entrance.Use(middleware);

    /// <summary>Listens to events that other servers send by <see cref="ServerSideEmit"/>.</summary>
    public void OnServerSideEvent(Action<string, JsonElement> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        lock (_gate)
            _serverSideHandlers = [.. _serverSideHandlers, handler];
    }

    /// <summary>Sends an event to the same namespace of the other servers.</summary>
    /// <exception cref="NotSupportedException">The adapter knows no other servers.</exception>
    public void ServerSideEmit(string name, JsonElement arguments) => Adapter.ServerSideEmit(name, arguments);

    /// <summary>An adapter's word of an event from another server.</summary>
    public void HandleServerSideEvent(string name, JsonElement arguments)
    {
        foreach (var handler in _serverSideHandlers)
            handler(name, arguments);
    }

    /// <summary>To who is in one of these rooms.</summary>
    public BroadcastOperator To(params string[] rooms) => Everybody.To(rooms);

    /// <summary>The same as <see cref="To"/>.</summary>
    public BroadcastOperator In(params string[] rooms) => Everybody.To(rooms);

    /// <summary>Not to who is in one of these rooms.</summary>
    public BroadcastOperator Except(params string[] rooms) => Everybody.Except(rooms);

    /// <summary>How long answers are waited for.</summary>
    public BroadcastOperator Timeout(TimeSpan timeout) => Everybody.Timeout(timeout);

    /// <inheritdoc cref="BroadcastOperator.EmitWithAckAsync"/>
    public Task<IReadOnlyList<T?>> EmitWithAckAsync<T>(string name, params object?[] arguments) => Everybody.EmitWithAckAsync<T>(name, arguments);

    /// <inheritdoc cref="BroadcastOperator.FetchSocketsAsync"/>
    public ValueTask<IReadOnlyList<ISocket>> FetchSocketsAsync(CancellationToken cancel = default) => Everybody.FetchSocketsAsync(cancel);

    /// <summary>Puts all sockets into rooms.</summary>
    public void SocketsJoin(params string[] rooms) => Everybody.SocketsJoin(rooms);

    /// <summary>Takes all sockets out of rooms.</summary>
    public void SocketsLeave(params string[] rooms) => Everybody.SocketsLeave(rooms);

    /// <inheritdoc cref="BroadcastOperator.DisconnectSockets"/>
    public void DisconnectSockets(bool close = false) => Everybody.DisconnectSockets(close);

    internal Socket? Find(string id) => _sockets.GetValueOrDefault(id);

    /// <summary>An event's name in UTF-8, one array for all sockets that listen to it.</summary>
    internal byte[] NameOf(string name) => _eventNames.Count >= MaxSharedNames && !_eventNames.ContainsKey(name)
        ? Encoding.UTF8.GetBytes(name) // names made up on the way are not kept for ever
        : _eventNames.GetOrAdd(name ?? throw new ArgumentNullException(nameof(name)), static name => Encoding.UTF8.GetBytes(name));

    internal long NextAckId() => Interlocked.Increment(ref _ackIds);

    /// <summary>Whether such an event is kept for who comes back.</summary>
    internal bool Keeps(bool isVolatile) => !isVolatile && Server.Options.Recovery is { Store: null };

    internal OutgoingEvent Finish(PacketWriter packet, string name, long? ackId, string? offset)
    {
        if (offset is not null)
            packet.Write(offset);
        var message = packet.EndArray(PacketType.Event, this, ackId);
        return new OutgoingEvent(this, name, message, message.Text.Length - packet.PayloadLength, ackId, offset);
    }

    internal void Broadcast(PacketWriter packet, string name, BroadcastOptions options)
    {
        var offset = Keeps(options.IsVolatile) ? OffsetPrefix + Interlocked.Increment(ref _offsets).ToString("x", null) : null;
        Adapter.Broadcast(Finish(packet, name, ackId: null, offset), options);
    }

    internal Task<IReadOnlyList<Arguments>> BroadcastWithAcks(PacketWriter packet, string name, BroadcastOptions options)
    {
        var outgoing = Finish(packet, name, NextAckId(), offset: null);
        var pending = new PendingAnswers();
        Server.Timers.Schedule(pending, options.Timeout ?? Server.Options.AckTimeout);
        return CollectAsync(outgoing, options, pending);
    }

    private async Task<IReadOnlyList<Arguments>> CollectAsync(OutgoingEvent outgoing, BroadcastOptions options, PendingAnswers pending)
    {
        try
        {
            Adapter.BroadcastWithAcks(outgoing, options, pending);
            pending.ExpectServers(options.IsLocal ? 1 : await Adapter.CountServersAsync(CancellationToken.None));
            return await pending.Task;
        }
        finally
        {
            Server.Timers.Cancel(pending);
            if (!pending.Task.IsCompletedSuccessfully)
            {
                foreach (var socket in _sockets.Values)
                    socket.Forget(outgoing.AckId!.Value);
            }
        }
    }

    private protected override void Send(PacketWriter packet, string name) => Broadcast(packet, name, BroadcastOptions.Everybody);
}
