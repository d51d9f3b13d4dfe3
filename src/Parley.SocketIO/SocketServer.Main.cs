using Parley.SocketIO.Packets;

namespace Parley.SocketIO;

/// <summary>The main namespace's members, as on Node's server.</summary>
public sealed partial class SocketServer
{
    /// <inheritdoc cref="Namespace.Volatile"/>
    public BroadcastOperator Volatile => Main.Volatile;

    /// <inheritdoc cref="Namespace.Local"/>
    public BroadcastOperator Local => Main.Local;

    /// <inheritdoc cref="Namespace.OnConnection(Action{Socket})"/>
    public void OnConnection(Action<Socket> handler) => Main.OnConnection(handler);

    /// <inheritdoc cref="Namespace.OnConnection(Action{Socket})"/>
    public void OnConnection(Func<Socket, Task> handler) => Main.OnConnection(handler);

    /// <inheritdoc cref="Namespace.Use"/>
    public void Use(Func<Socket, ValueTask<ConnectError?>> middleware) => Main.Use(middleware);

    /// <inheritdoc cref="Namespace.To"/>
    public BroadcastOperator To(params string[] rooms) => Main.To(rooms);

    /// <inheritdoc cref="Namespace.In"/>
    public BroadcastOperator In(params string[] rooms) => Main.In(rooms);

    /// <inheritdoc cref="Namespace.Except"/>
    public BroadcastOperator Except(params string[] rooms) => Main.Except(rooms);

    /// <inheritdoc cref="Namespace.Timeout"/>
    public BroadcastOperator Timeout(TimeSpan timeout) => Main.Timeout(timeout);

    /// <inheritdoc cref="Namespace.FetchSocketsAsync"/>
    public ValueTask<IReadOnlyList<ISocket>> FetchSocketsAsync(CancellationToken cancel = default) => Main.FetchSocketsAsync(cancel);

    /// <inheritdoc cref="Namespace.SocketsJoin"/>
    public void SocketsJoin(params string[] rooms) => Main.SocketsJoin(rooms);

    /// <inheritdoc cref="Namespace.SocketsLeave"/>
    public void SocketsLeave(params string[] rooms) => Main.SocketsLeave(rooms);

    /// <inheritdoc cref="Namespace.DisconnectSockets"/>
    public void DisconnectSockets(bool close = false) => Main.DisconnectSockets(close);

    /// <inheritdoc cref="Namespace.EmitWithAckAsync"/>
    public Task<IReadOnlyList<T?>> EmitWithAckAsync<T>(string name, params object?[] arguments) => Main.EmitWithAckAsync<T>(name, arguments);

    private protected override Payloads Writing => Payloads;

    private protected override void Send(PacketWriter packet, string name) => Main.Broadcast(packet, name, BroadcastOptions.Everybody);
}
