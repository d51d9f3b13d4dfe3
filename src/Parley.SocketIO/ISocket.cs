namespace Parley.SocketIO;

/// <summary>A client in a namespace, on this server or, with an adapter between servers, on another.</summary>
public interface ISocket
{
    /// <summary>20 characters; for clients of Engine.IO 3 the session's id behind the namespace's name.</summary>
    string Id { get; }

    /// <summary>How it came.</summary>
    Handshake Handshake { get; }

    /// <summary>The rooms it is in, its own id among them.</summary>
    IReadOnlyCollection<string> Rooms { get; }

    /// <summary>What the application keeps with it.</summary>
    IDictionary<string, object?> Data { get; }

    /// <summary>Puts it into rooms.</summary>
    void Join(params string[] rooms);

    /// <summary>Takes it out of a room.</summary>
    void Leave(string room);

    /// <summary>Puts it out of the namespace.</summary>
    /// <param name="close">Ends its whole connection, and so all of its namespaces.</param>
    void Disconnect(bool close = false);
}
