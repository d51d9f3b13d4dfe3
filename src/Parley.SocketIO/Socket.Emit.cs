using Parley.SocketIO.Engine;
using Parley.SocketIO.Packets;

namespace Parley.SocketIO;

public sealed partial class Socket
{
    /// <summary>What comes next is dropped if the client can't take it right now, and is not recovered.</summary>
    public SocketOperator Volatile => new(this, isVolatile: true, timeout: null);

    /// <summary>How long an answer is waited for.</summary>
    public SocketOperator Timeout(TimeSpan timeout) => new(this, isVolatile: false, timeout);

    /// <summary>Sends an event and waits for the client's answer, of which this is the first value.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <typeparam name="T">What the answer is; <see cref="Arguments"/> for all of its values.</typeparam>
    /// <exception cref="AckTimeoutException">The client did not answer in time.</exception>
    /// <exception cref="SocketDisconnectedException">The client went.</exception>
    /// <exception cref="PayloadException">The answer is not of that type.</exception>
    public Task<T?> EmitWithAckAsync<T>(string name, params object?[] arguments) =>
        new SocketOperator(this, isVolatile: false, timeout: null).EmitWithAckAsync<T>(name, arguments);

    private protected override void Send(PacketWriter packet, string name) => Send(packet, name, isVolatile: false);

    internal void Send(PacketWriter packet, string name, bool isVolatile)
    {
        if (Namespace.Keeps(isVolatile))
        {
            Namespace.Broadcast(packet, name, new BroadcastOptions { Rooms = [Id] });
            return;
        }

        if (_anyOutgoingListeners.Length > 0)
        {
            Deliver(Namespace.Finish(packet, name, ackId: null, offset: null), isVolatile);
            return;
        }

        if (IsConnected)
            Client.Send(packet.EndArray(PacketType.Event, Namespace, id: null), isVolatile);
    }

    internal void Enqueue(EngineMessage message, bool isVolatile)
    {
        if (!IsConnected)
            return;
        if (isVolatile)
            Client.Session.TryEnqueueVolatile(message);
        else
            Client.Session.Enqueue(message);
    }

    internal Task<T?> SendWithAck<T>(PacketWriter packet, string name, bool isVolatile, TimeSpan? timeout)
    {
        var id = Namespace.NextAckId();
        var pending = new PendingAnswer<T>(this, id);
        Expect(id, pending, timeout);
        Deliver(Namespace.Finish(packet, name, id, offset: null), isVolatile);
        return pending.Task;
    }

    private void Deliver(OutgoingEvent outgoing, bool isVolatile)
    {
        Notify(outgoing);
        Enqueue(outgoing.Message, isVolatile);
        Flush();
    }

    /// <summary>Tells who listens to what goes out. The application's code: no lock is held.</summary>
    internal void Notify(OutgoingEvent outgoing)
    {
        if (_anyOutgoingListeners.Length == 0)
            return;
        var seen = outgoing.Seen();
        foreach (var listener in _anyOutgoingListeners)
        {
            try
            {
                listener(seen);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: the application's code
            {
                Fail(fault);
            }
        }
    }
}
