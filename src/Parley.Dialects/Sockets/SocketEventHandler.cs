using Parley.SocketIO;

namespace Parley.Dialects.Sockets;

/// <summary>Handles an event of a signed-in client.</summary>
/// <param name="connection">Whose.</param>
/// <param name="isChosen">Whether its surface was certain when it came.</param>
/// <param name="raw">The event.</param>
internal delegate Task SocketEventHandler(SocketConnection connection, bool isChosen, in RawEvent raw);
