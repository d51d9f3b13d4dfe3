namespace Parley.SocketIO;

/// <summary>Why a connection ended. <see cref="DisconnectReasons.Text"/> gives Node's words for it.</summary>
public enum DisconnectReason
{
    /// <summary><c>transport close</c>: the client's connection was closed, or was lost.</summary>
    TransportClose,

    /// <summary><c>transport error</c>: the client broke the transport's rules, or the network failed.</summary>
    TransportError,

    /// <summary><c>ping timeout</c>: no heartbeat within <see cref="SocketIOOptions.PingTimeout"/>.</summary>
    PingTimeout,

    /// <summary><c>parse error</c>: the client sent something that is no packet.</summary>
    ParseError,

    /// <summary><c>client namespace disconnect</c>: the client left this namespace.</summary>
    ClientNamespaceDisconnect,

    /// <summary><c>server namespace disconnect</c>: <see cref="Socket.Disconnect"/>, of the whole connection too.</summary>
    ServerNamespaceDisconnect,

    /// <summary><c>server shutting down</c>: <see cref="SocketServer.CloseAsync"/>, or the process stops.</summary>
    ServerShuttingDown,

    /// <summary><c>forced close</c>: the session was ended below Socket.IO.</summary>
    ForcedClose,

    /// <summary><c>forced server close</c>: the client sent a packet in a wrong state, or joined no namespace in time.</summary>
    ForcedServerClose,

    /// <summary><c>slow consumer</c>: more than <see cref="SocketIOOptions.MaxQueuedBytes"/> waited for a client that doesn't read.</summary>
    SlowConsumer,
}
