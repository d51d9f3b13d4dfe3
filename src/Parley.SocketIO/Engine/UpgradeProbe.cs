using Parley.SocketIO.Timing;
using Parley.WebSockets;

namespace Parley.SocketIO.Engine;

/// <summary>A WebSocket that may become a session's transport, and its deadlines. Its state lies behind the session's lock.</summary>
internal sealed class UpgradeProbe : WheelTimer
{
    private static readonly TimeSpan NudgePeriod = TimeSpan.FromMilliseconds(100); // as Node's

    private readonly EngineSession _session;
    private readonly EngineServer _server;
    private readonly long _began;
    private volatile bool _isEnding;
    private volatile bool _isEnded;

    /// <summary>Begins to wait.</summary>
    public UpgradeProbe(EngineSession session, EngineWebSocket socket, EngineServer server)
    {
        _session = session;
        _server = server;
        Socket = socket;
        socket.Probe = this;
        _began = server.Timers.Clock.GetTimestamp();
        server.Timers.Schedule(this, server.Options.UpgradeTimeout);
    }

    /// <summary>The WebSocket.</summary>
    public EngineWebSocket Socket { get; }

    /// <summary>The client has probed: from now on its polls are ended.</summary>
    public void Answered() => _server.Timers.Schedule(this, NudgePeriod);

    /// <summary>It is the transport now.</summary>
    public void Complete()
    {
        _server.Timers.Cancel(this);
        Socket.Probe = null;
    }

    /// <summary>It won't be the transport: it is closed, and given a while to say so too. Not under the session's lock.</summary>
    public void End()
    {
        if (_isEnded)
            return;
        _isEnding = true;
        _server.Timers.Schedule(this, ServerWebSocket.CloseTimeout);
        Socket.Close(CloseCode.Normal, "no upgrade");
    }

    /// <summary>The same, from within a lock.</summary>
    public void EndLater() => ThreadPool.UnsafeQueueUserWorkItem(static probe => probe.End(), this, preferLocal: false);

    /// <summary>It is gone.</summary>
    public void Ended()
    {
        _isEnded = true;
        _server.Timers.Cancel(this);
    }

    /// <inheritdoc/>
    protected internal override void OnElapsed()
    {
        if (_isEnding)
        {
            Socket.Abort();
        }
        else if (_server.Timers.Clock.GetElapsedTime(_began) >= _server.Options.UpgradeTimeout)
        {
            _session.GiveUp(this);
        }
        else
        {
            _session.NudgePoll(this);
        }
    }
}
