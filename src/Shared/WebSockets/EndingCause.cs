namespace Parley.WebSockets;

/// <summary>What ended a WebSocket that its owner didn't close.</summary>
internal enum EndingCause
{
    /// <summary>The client closed it or is gone.</summary>
    Client,

    /// <summary>The client sent what is not RFC 6455, no UTF-8, or too much.</summary>
    Violation,

    /// <summary>More waited for the client than is allowed.</summary>
    SlowConsumer,
}
