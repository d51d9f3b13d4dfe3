namespace Parley.Storage;

/// <summary>The database can't be opened as it is; the message is for the person who starts the server.</summary>
public sealed class StorageException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public StorageException()
    {
    }

    /// <summary>Creates it.</summary>
    public StorageException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with a cause.</summary>
    public StorageException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
