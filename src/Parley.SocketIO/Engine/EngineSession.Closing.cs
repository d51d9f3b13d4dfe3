using Parley.SocketIO.Engine.Packets;
using Parley.WebSockets;

namespace Parley.SocketIO.Engine;

internal sealed partial class EngineSession
{
    // Node gives a polling client 30 s to fetch what is left, which is long for one that is gone.
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FarewellTimeout = TimeSpan.FromSeconds(1);

    private volatile bool _closesLater;

    /// <summary>
    /// Ends the session gracefully: nothing more is taken, <see cref="IEngineHandler.OnClosed"/> is called, and the transport says what is
    /// queued and that it is over. Without effect on one that is ending.
    /// </summary>
    public void Close(DisconnectReason reason)
    {
        EngineWebSocket? socket;
        lock (_gate)
        {
            if (_state != SessionState.Open)
                return;
            BeginClosing(reason, CloseTimeout);
            socket = _socket;
            if (socket is null)
                CloseIfPolled(PacketType.Close);
        }

        socket?.Close(CodeOf(reason), reason.Text());
        Tell(reason);
    }

    /// <summary>Ends the session at once: what is queued is dropped. A poll that waits is told.</summary>
    public void Abort(DisconnectReason reason) => End(reason, abortsSocket: true);

    /// <summary>A WebSocket of this session, the transport's or a probe's, ended.</summary>
    public void SocketEnded(EngineWebSocket socket)
    {
        if (_socket == socket)
            End(DisconnectReason.TransportClose, abortsSocket: false);
        else
            ProbeEnded(socket);
    }

    /// <summary>The WebSocket that is the transport won't deliver any more, and not because of us. On any thread, also within a send.</summary>
    public void SocketEnding(EngineWebSocket socket, EndingCause cause)
    {
        if (_socket != socket || _state != SessionState.Open)
            return;
        switch (cause)
        {
            case EndingCause.SlowConsumer:
                CloseLater(DisconnectReason.SlowConsumer);
                break;
            case EndingCause.Violation:
                Close(DisconnectReason.TransportError);
                break;
            default:
                Close(DisconnectReason.TransportClose);
                break;
        }
    }

    // The client broke a rule: on polling it is over at once, and the WebSocket's close frame may take its time.
    private void Fail(DisconnectReason reason)
    {
        if (IsPolling)
            End(reason, abortsSocket: true);
        else
            Close(reason);
    }

    // A poll that the client sent together with its farewell may be a thread's turn late: it too is answered, with nothing.
    private void ClientCloses()
    {
        EngineWebSocket? socket;
        lock (_gate)
        {
            if (_state != SessionState.Open)
                return;
            BeginClosing(DisconnectReason.TransportClose, FarewellTimeout);
            socket = _socket;
            if (socket is null)
            {
                _polling!.Clear();
                CloseIfPolled(PacketType.Noop);
            }
        }

        socket?.Close(CloseCode.Normal, DisconnectReason.TransportClose.Text());
        Tell(DisconnectReason.TransportClose);
    }

    private void BeginClosing(DisconnectReason reason, TimeSpan patience)
    {
        (_state, _reason) = (SessionState.Closing, reason);
        _polling?.CancelPost();
        _server.Timers.Schedule(this, patience);
    }

    private void End(DisconnectReason reason, bool abortsSocket)
    {
        EngineWebSocket? socket;
        UpgradeProbe? probe;
        bool isFirst;
        lock (_gate)
        {
            if (_state == SessionState.Closed)
                return;
            isFirst = _state == SessionState.Open;
            if (isFirst)
                _reason = reason;
            _state = SessionState.Closed;
            _server.Timers.Cancel(this);
            _polling?.Answer(PacketType.Close);
            _polling?.CancelPost();
            (socket, probe, _probe) = (_socket, _probe, null);
        }

        _server.Remove(this);
        probe?.End();
        if (abortsSocket)
            socket?.Abort();
        if (isFirst)
            Tell(reason);
    }

    // With what is left, if a poll waits or comes.
    private void CloseIfPolled(PacketType last)
    {
        _polling!.Add(new OutgoingPacket(last));
        if (!_polling.IsPolled)
            return;
        _polling.Answer();
        if (_polling.IsEmpty)
            Gone();
    }

    private void Gone()
    {
        _state = SessionState.Closed;
        _server.Timers.Cancel(this);
        if (_probe is { } probe)
            probe.EndLater();
        _probe = null;
        _server.Remove(this);
    }

    private void Tell(DisconnectReason reason)
    {
        IEngineHandler? handler;
        lock (_gate)
        {
            handler = _handler;
            _isToldLater = handler is null;
        }

        handler?.OnClosed(reason);
    }

    // Where the caller may hold locks of others, or has no time.
    private void CloseLater(DisconnectReason reason)
    {
        if (_closesLater)
            return;
        _closesLater = true;
        ThreadPool.UnsafeQueueUserWorkItem(
            static ending => ending.Session.CloseNow(ending.Reason), (Session: this, Reason: reason), preferLocal: false);
    }

    private void CloseNow(DisconnectReason reason)
    {
        if (reason == DisconnectReason.PingTimeout)
            Fail(reason);
        else
            Close(reason);
    }

    private static CloseCode CodeOf(DisconnectReason reason) => reason switch
    {
        DisconnectReason.ParseError or DisconnectReason.TransportError => CloseCode.ProtocolError,
        DisconnectReason.ServerShuttingDown => CloseCode.ServiceRestart,
        DisconnectReason.SlowConsumer => CloseCode.TryAgainLater,
        _ => CloseCode.Normal,
    };
}
