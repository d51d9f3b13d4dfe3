namespace Parley.SocketIO.Packets;

/// <summary>Reads its arguments and calls the application.</summary>
internal delegate Task Invoker(ref Invocation call);

/// <summary>One registered handler.</summary>
/// <param name="Name">UTF-8, shared by all sockets that listen to it.</param>
/// <param name="Invoke">What to do.</param>
internal sealed record EventListener(byte[] Name, Invoker Invoke);
