namespace Parley.WebSockets;

/// <summary>Why a WebSocket ends (RFC 6455, 7.4, and the IANA registry); 4000 to 4999 are an application's own.</summary>
internal enum CloseCode : ushort
{
    /// <summary>Done.</summary>
    Normal = 1000,

    /// <summary>Not RFC 6455.</summary>
    ProtocolError = 1002,

    /// <summary>A text message that is not UTF-8.</summary>
    InvalidPayload = 1007,

    /// <summary>Not allowed: no or a bad sign-in.</summary>
    PolicyViolation = 1008,

    /// <summary>A message above the limit.</summary>
    TooBig = 1009,

    /// <summary>The server failed.</summary>
    InternalError = 1011,

    /// <summary>The server is going away; come back.</summary>
    ServiceRestart = 1012,

    /// <summary>Come back later: here, the client reads too slowly.</summary>
    TryAgainLater = 1013,
}
