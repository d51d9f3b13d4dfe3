using System.Text;
using Parley.SocketIO.Packets;

namespace Parley.SocketIO;

public sealed partial class Socket
{
    // Written under _gate, read without: whoever dispatches takes the array as it is.
    private EventListener[] _listeners = [];

    /// <summary>
    /// Handles an event. Handlers of one connection start in the order of its packets; one that awaits does not hold up the next. An
    /// argument that the client left out is its type's default. A last parameter of type <see cref="Ack"/> answers the client;
    /// one of type <see cref="Arguments"/> gets them all.
    /// </summary>
    /// <param name="name">The event's name.</param>
    /// <param name="handler">Called for each such event.</param>
    /// <exception cref="ArgumentException">The name is reserved.</exception>
    public void On(string name, Action handler) => Listen(name, handler, new ActionListener(Namespace.NameOf(name), handler));

    /// <inheritdoc cref="On(string, Action)"/>
    public void On(string name, Func<Task> handler) => Listen(name, handler, new TaskListener(Namespace.NameOf(name), handler));

    /// <inheritdoc cref="On(string, Action)"/>
    public void On<T>(string name, Action<T> handler) => Listen(name, handler, new ActionListener<T>(Namespace.NameOf(name), handler));

    /// <inheritdoc cref="On(string, Action)"/>
    public void On<T>(string name, Func<T, Task> handler) => Listen(name, handler, new TaskListener<T>(Namespace.NameOf(name), handler));

    /// <inheritdoc cref="On(string, Action)"/>
    public void On<T1, T2>(string name, Action<T1, T2> handler) =>
        Listen(name, handler, new ActionListener<T1, T2>(Namespace.NameOf(name), handler));

    /// <inheritdoc cref="On(string, Action)"/>
    public void On<T1, T2>(string name, Func<T1, T2, Task> handler) =>
        Listen(name, handler, new TaskListener<T1, T2>(Namespace.NameOf(name), handler));

    /// <inheritdoc cref="On(string, Action)"/>
    public void On<T1, T2, T3>(string name, Action<T1, T2, T3> handler) =>
        Listen(name, handler, new ActionListener<T1, T2, T3>(Namespace.NameOf(name), handler));

    /// <inheritdoc cref="On(string, Action)"/>
    public void On<T1, T2, T3>(string name, Func<T1, T2, T3, Task> handler) =>
        Listen(name, handler, new TaskListener<T1, T2, T3>(Namespace.NameOf(name), handler));

    /// <inheritdoc cref="On(string, Action)"/>
    public void On<T1, T2, T3, T4>(string name, Action<T1, T2, T3, T4> handler) =>
        Listen(name, handler, new ActionListener<T1, T2, T3, T4>(Namespace.NameOf(name), handler));

    /// <inheritdoc cref="On(string, Action)"/>
    public void On<T1, T2, T3, T4>(string name, Func<T1, T2, T3, T4, Task> handler) =>
        Listen(name, handler, new TaskListener<T1, T2, T3, T4>(Namespace.NameOf(name), handler));

    /// <summary>Forgets all handlers of an event.</summary>
    public void Off(string name)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        lock (_gate)
            _listeners = [.. _listeners.Where(listener => !listener.Name.AsSpan().SequenceEqual(utf8))];
    }

    private void Listen(string name, Delegate handler, EventListener listener)
    {
        ReservedEvents.Refuse(name);
        ArgumentNullException.ThrowIfNull(handler);
        lock (_gate)
            _listeners = [.. _listeners, listener];
    }
}
