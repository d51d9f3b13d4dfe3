namespace Parley.SocketIO;

/// <summary>The ways a client may reach the server.</summary>
[Flags]
public enum Transports
{
    /// <summary>None; no server runs like this.</summary>
    None = 0,

    /// <summary>HTTP long-polling.</summary>
    Polling = 1,

    /// <summary>WebSocket.</summary>
    WebSocket = 2,

    /// <summary>Both, with the upgrade from the first to the second.</summary>
    All = Polling | WebSocket,
}
