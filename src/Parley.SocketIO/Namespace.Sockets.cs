using Microsoft.Extensions.Logging;

namespace Parley.SocketIO;

public sealed partial class Namespace
{
    /// <summary>Whether anybody asks before a client enters.</summary>
    internal bool HasMiddleware => _entrance.Middleware.Length > 0;

    /// <summary>Asks one after the other.</summary>
    internal async ValueTask<ConnectError?> CheckAsync(Socket socket)
    {
        try
        {
            foreach (var middleware in _entrance.Middleware)
            {
                if (await middleware(socket) is { } refusal)
                    return refusal;
            }

            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: the application's code
        {
            LogMiddleware(Log, fault, Name);
            return new ConnectError("Internal server error");
        }
    }

    /// <summary>From now on the socket is sent to, in the rooms that it joined on the way.</summary>
    internal void Enter(Socket socket)
    {
        _sockets[socket.Id] = socket;
        Adapter.Add(socket);
    }

    /// <summary>Takes the socket out. Repeating it changes nothing.</summary>
    internal void Exit(Socket socket)
    {
        _sockets.TryRemove(KeyValuePair.Create(socket.Id, socket));
        Adapter.Remove(socket);
    }

    /// <summary>Runs the connection handlers; each goes on by itself.</summary>
    internal void Connected(Socket socket)
    {
        foreach (var handler in _entrance.Handlers)
        {
            socket.Begin();
            var task = Task.CompletedTask;
            try
            {
                task = handler(socket);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: the application's code
            {
                socket.Fail(fault);
            }

            _ = socket.ObserveAsync(task);
        }
    }

    /// <summary>The pattern that it came from, or null.</summary>
    internal ParentNamespace? Parent { get; }

    /// <summary>How many sockets are in it or on the way into it. Guarded by the server.</summary>
    internal int Users { get; set; }

    [LoggerMessage(Level = LogLevel.Error, Message = "Namespace {Namespace}: a connection middleware failed; the client was refused")]
    private static partial void LogMiddleware(ILogger log, Exception fault, string @namespace);
}
