namespace Parley.SocketIO.Adapters;

/// <summary>Remembers lost sockets for an application that has its own record of what was sent. Called from any thread; nothing may block.</summary>
public interface IRecoveryStore
{
    /// <summary>A socket's connection was lost: it may come back.</summary>
    /// <param name="socket">The socket, ended by now.</param>
    /// <param name="session">What it is brought back with.</param>
    void Save(Socket socket, SavedSession session);

    /// <summary>
    /// What was kept of the socket as which a client comes back; null when it can't: too late, unknown, or somebody else's. What was missed
    /// is sent by the connection handler, which finds <see cref="Socket.IsRecovered"/> and the fresh socket's <see cref="Socket.Tag"/>.
    /// </summary>
    /// <param name="fresh">The new socket, which middleware has let in where that runs first.</param>
    /// <param name="pid">The client's secret.</param>
    /// <param name="offset">The last position that it was told.</param>
    SavedSession? Take(Socket fresh, string pid, string offset);
}
