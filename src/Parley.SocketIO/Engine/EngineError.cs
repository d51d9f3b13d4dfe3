namespace Parley.SocketIO.Engine;

/// <summary>Why a request is refused; the value is the code that the client is told.</summary>
internal enum EngineError
{
    /// <summary>No such transport, or not allowed here.</summary>
    UnknownTransport = 0,

    /// <summary>No such session, or no more.</summary>
    UnknownSession = 1,

    /// <summary>A session begins with a GET.</summary>
    BadHandshakeMethod = 2,

    /// <summary>Anything else that can't be.</summary>
    BadRequest = 3,

    /// <summary><see cref="SocketIOOptions.AllowRequest"/> said no.</summary>
    Forbidden = 4,

    /// <summary>Neither Engine.IO 4 nor, where allowed, 3.</summary>
    UnsupportedProtocol = 5,
}
