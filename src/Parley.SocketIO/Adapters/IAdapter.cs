using System.Text.Json;

namespace Parley.SocketIO.Adapters;

/// <summary>
/// Keeps a namespace's rooms and carries what is sent to them. <see cref="LocalAdapter"/> does it within this process; one between servers
/// wraps it, publishes what is not <see cref="BroadcastOptions.IsLocal"/>, and gives to its own <see cref="LocalAdapter"/> what other
/// servers publish. Called from any thread; nothing here may block.
/// </summary>
public interface IAdapter : IAsyncDisposable
{
    /// <summary>A socket entered the namespace: from now on it is sent to.</summary>
    void Add(Socket socket);

    /// <summary>A socket left the namespace, and so its rooms.</summary>
    void Remove(Socket socket);

    /// <summary>Puts a socket into rooms. Nothing happens once it has left the namespace.</summary>
    void Join(Socket socket, IReadOnlyCollection<string> rooms);

    /// <summary>Takes a socket out of a room.</summary>
    void Leave(Socket socket, string room);

    /// <summary>The rooms that a socket is in, its own id among them.</summary>
    IReadOnlyCollection<string> RoomsOf(Socket socket);

    /// <summary>Sends an event to those whom the options choose.</summary>
    void Broadcast(OutgoingEvent outgoing, BroadcastOptions options);

    /// <summary>Sends an event that wants answers, and tells of them.</summary>
    void BroadcastWithAcks(OutgoingEvent outgoing, BroadcastOptions options, IBroadcastAcks acks);

    /// <summary>How many servers there are, this one among them.</summary>
    ValueTask<int> CountServersAsync(CancellationToken cancel);

    /// <summary>The sockets that the options choose.</summary>
    ValueTask<IReadOnlyList<ISocket>> FetchSocketsAsync(BroadcastOptions options, CancellationToken cancel);

    /// <summary>Puts the sockets that the options choose into rooms.</summary>
    void AddSockets(BroadcastOptions options, IReadOnlyCollection<string> rooms);

    /// <summary>Takes the sockets that the options choose out of rooms.</summary>
    void RemoveSockets(BroadcastOptions options, IReadOnlyCollection<string> rooms);

    /// <summary>Puts the sockets that the options choose out of the namespace.</summary>
    void DisconnectSockets(BroadcastOptions options, bool close);

    /// <summary>Sends an event to the same namespace's other servers, not to clients; see <see cref="Namespace.OnServerSideEvent"/>.</summary>
    /// <exception cref="NotSupportedException">There are no other servers.</exception>
    void ServerSideEmit(string name, JsonElement arguments);

    /// <summary>Keeps what is needed to recover a lost socket.</summary>
    void SaveSession(SavedSession session);

    /// <summary>
    /// Brings a lost socket back. When it can be, <paramref name="resume"/> is called with what was kept and what was missed, in order,
    /// and makes the new socket; no broadcast gets in between. Null when it can't be: too late, or unknown.
    /// </summary>
    /// <param name="pid">The client's secret.</param>
    /// <param name="offset">The last event that it had.</param>
    /// <param name="resume">Makes the socket that is then in the namespace and in its rooms.</param>
    /// <param name="cancel">The connection ended.</param>
    ValueTask<Socket?> RestoreSessionAsync(
        string pid, string offset, Func<SavedSession, IReadOnlyList<OutgoingEvent>, Socket> resume, CancellationToken cancel);
}
