namespace Parley.SocketIO;

/// <summary>
/// What is asked and what is done when a client enters a namespace. Both lists are written under <c>_gate</c>, and read as they are: whoever
/// enters meets those that there were.
/// </summary>
internal sealed class Entrance
{
    private readonly Lock _gate = new();

    /// <summary>Asked one after the other; the first that answers refuses.</summary>
    public Func<Socket, ValueTask<ConnectError?>>[] Middleware { get; private set; } = [];

    /// <summary>Run for who has entered.</summary>
    public Func<Socket, Task>[] Handlers { get; private set; } = [];

    /// <summary>A further handler.</summary>
    public void OnConnection(Action<Socket> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        OnConnection(socket =>
        {
            handler(socket);
            return Task.CompletedTask;
        });
    }

    /// <summary>A further handler.</summary>
    public void OnConnection(Func<Socket, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        lock (_gate)
            Handlers = [.. Handlers, handler];
    }

    /// <summary>A further question.</summary>
    public void Use(Func<Socket, ValueTask<ConnectError?>> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        lock (_gate)
            Middleware = [.. Middleware, middleware];
    }

    /// <summary>The same for another namespace, which goes its own way from then on.</summary>
    public Entrance Copy()
    {
        lock (_gate)
            return new Entrance { Middleware = Middleware, Handlers = Handlers };
    }
}
