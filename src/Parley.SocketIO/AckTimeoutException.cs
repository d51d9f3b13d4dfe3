namespace Parley.SocketIO;

/// <summary>A client did not answer in time.</summary>
public sealed class AckTimeoutException : TimeoutException
{
    /// <summary>With Node's words.</summary>
    public AckTimeoutException()
        : base("operation has timed out")
    {
    }

    /// <summary>With a word.</summary>
    public AckTimeoutException(string message)
        : base(message)
    {
    }

    /// <summary>With a word and a cause.</summary>
    public AckTimeoutException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What those answered who did, after a broadcast; empty otherwise.</summary>
    public IReadOnlyList<Arguments> Responses { get; init; } = [];
}
