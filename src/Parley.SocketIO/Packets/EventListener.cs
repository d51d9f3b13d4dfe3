namespace Parley.SocketIO.Packets;

/// <summary>A registered handler: reads its arguments and calls the application. One object each, for there are many connections.</summary>
/// <param name="name">The event's, UTF-8, shared by all sockets that listen to it.</param>
internal abstract class EventListener(byte[] name)
{
    /// <summary>The event's name, UTF-8.</summary>
    public byte[] Name => name;

    /// <summary>Calls the handler; what is not done yet is the task's.</summary>
    public abstract Task Invoke(ref Invocation call);
}
