namespace Parley.SocketIO;

/// <summary>Handles every event of a socket.</summary>
/// <param name="raw">The event.</param>
/// <returns>Ends when it is handled; handlers start in the order of the packets.</returns>
public delegate Task RawEventHandler(in RawEvent raw);
