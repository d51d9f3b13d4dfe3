namespace Parley.SocketIO;

/// <summary>A client's argument, or its answer, is not of the type that the handler asked for.</summary>
public sealed class PayloadException : Exception
{
    /// <summary>Without a word.</summary>
    public PayloadException()
    {
    }

    /// <summary>With a word.</summary>
    public PayloadException(string message)
        : base(message)
    {
    }

    /// <summary>With a word and what the reader said.</summary>
    public PayloadException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
