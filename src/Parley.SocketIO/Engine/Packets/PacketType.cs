namespace Parley.SocketIO.Engine.Packets;

/// <summary>What an Engine.IO packet is; the value is its first character on the wire.</summary>
internal enum PacketType : byte
{
    /// <summary>The server's greeting with the session's id.</summary>
    Open = (byte)'0',

    /// <summary>The session is over.</summary>
    Close = (byte)'1',

    /// <summary>A heartbeat: from the server in version 4, from the client in version 3.</summary>
    Ping = (byte)'2',

    /// <summary>Its answer.</summary>
    Pong = (byte)'3',

    /// <summary>What the layer above sends.</summary>
    Message = (byte)'4',

    /// <summary>The client has changed to WebSocket.</summary>
    Upgrade = (byte)'5',

    /// <summary>Nothing: ends a poll.</summary>
    Noop = (byte)'6',
}
