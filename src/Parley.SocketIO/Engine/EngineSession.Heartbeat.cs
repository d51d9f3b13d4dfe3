using Parley.SocketIO.Engine.Packets;
using Parley.SocketIO.Timing;

namespace Parley.SocketIO.Engine;

/// <remarks>
/// Version 4: the server pings after the interval and the client pongs within the time-out. Version 3: the client pings, at least once in
/// both together. One deadline serves both, and the one for closing.
/// </remarks>
internal sealed partial class EngineSession
{
    // So often a client whose handlers hold up the reading gets further time: nobody can see then whether it is still there.
    private const int MaxExtensions = 3;

    private bool _awaitsPong;
    private byte _extensions;

    /// <inheritdoc/>
    protected internal override void OnElapsed()
    {
        var isPing = false;
        lock (_gate)
        {
            if (IsScheduled || _state == SessionState.Closed)
                return;
            if (_state == SessionState.Open && Protocol == 4 && !_awaitsPong)
            {
                isPing = _awaitsPong = true;
                Await(_server.Options.PingTimeout);
            }
            else if (_state == SessionState.Open && _isHandling && _extensions++ < MaxExtensions)
            {
                Await(_server.Options.PingTimeout);
            }
            else if (_state == SessionState.Open)
            {
                CloseLater(DisconnectReason.PingTimeout);
            }
            else
            {
                ThreadPool.UnsafeQueueUserWorkItem(static session => session.Abort(session._reason), this, preferLocal: false);
            }
        }

        if (isPing)
            SendHeartbeat(PacketType.Ping);
    }

    private void StartHeartbeat()
    {
        if (_state == SessionState.Open)
            Await(Protocol == 4 ? _server.Options.PingInterval : _server.Options.PingInterval + _server.Options.PingTimeout);
    }

    private void Heartbeat(PacketType type)
    {
        if ((type == PacketType.Ping) != (Protocol == 3))
        {
            Fail(DisconnectReason.TransportError); // the wrong direction
            return;
        }

        lock (_gate)
        {
            if (Protocol == 3 || _awaitsPong)
            {
                _awaitsPong = false;
                StartHeartbeat();
            }
        }

        if (Protocol == 3)
            SendHeartbeat(PacketType.Pong);
    }

    private void ExtendHeartbeat()
    {
        lock (_gate)
        {
            if (_awaitsPong && _state == SessionState.Open)
                Await(_server.Options.PingTimeout);
            else if (Protocol == 3)
                StartHeartbeat();
        }
    }

    private void SendHeartbeat(PacketType type)
    {
        lock (_gate)
        {
            if (_state != SessionState.Open)
                return;
            if (_socket is { } socket)
                socket.Enqueue(OutgoingPacket.HeartbeatFrame(type));
            else if (!_polling!.EndsWith(type) && !_polling.TryAdd(new OutgoingPacket(type))) // who never polls gets one answer to all its pings
                CloseLater(DisconnectReason.SlowConsumer);
        }

        Flush();
    }

    // The wheel is never early and up to a tick late, and a busy machine later yet: two ticks less, and who sleeps for exactly the interval
    // and the time-out finds the session gone.
    private void Await(TimeSpan time) => _server.Timers.Schedule(this, time - (2 * TimerWheel.Resolution));
}
