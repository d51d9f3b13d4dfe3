namespace Parley.SocketIO;

/// <summary>The client went before it answered.</summary>
public sealed class SocketDisconnectedException : Exception
{
    /// <summary>With Node's words.</summary>
    public SocketDisconnectedException()
        : base("socket has been disconnected")
    {
    }

    /// <summary>With a word.</summary>
    public SocketDisconnectedException(string message)
        : base(message)
    {
    }

    /// <summary>With a word and a cause.</summary>
    public SocketDisconnectedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
