using Parley.Dialects.Errors;
using Parley.Messages;
using Parley.SocketIO;

namespace Parley.Dialects.Sockets;

/// <summary>A client's send on its way: its end is the answer to the event. No task, no continuation.</summary>
/// <param name="connection">Where it came from.</param>
/// <param name="ack">How to answer.</param>
/// <param name="eventName">The event that it came as.</param>
internal sealed class SocketSend(SocketConnection connection, Ack ack, string eventName) : PendingSend
{
    /// <inheritdoc/>
    public override void Settled()
    {
        try
        {
            if (Refusal is { } refusal)
                connection.Surface.Refuse(connection, ack, eventName, WireError.Of(refusal, 0, connection.Language), TempId);
            else
                connection.Surface.Accept(connection, ack, this);
        }
        finally
        {
            connection.Lane.Settled();
        }
    }
}
