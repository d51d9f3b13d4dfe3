using Parley.SocketIO.Engine.Packets;
using Parley.WebSockets;

namespace Parley.SocketIO.Engine;

/// <remarks>
/// <code>
/// client                      server
///   ws:  2probe ──────────→   3probe; a poll that waits gets 6, and again every 100 ms, until the client has stopped to poll
///   ws:  5      ──────────→   what is queued for polling moves to the WebSocket; a poll or POST that comes now is refused
/// </code>
/// A probe that says anything else, or nothing, goes; the session remains on polling.
/// </remarks>
internal sealed partial class EngineSession
{
    private static readonly byte[] ProbeAnswer = Frames.Build(Opcode.Text, "3probe"u8);

    /// <summary>Whether a WebSocket is about to take over.</summary>
    public bool IsUpgrading
    {
        get
        {
            lock (_gate)
                return _probe is not null;
        }
    }

    /// <summary>A WebSocket came for a session on polling; false when there is one already, or none is wanted.</summary>
    public bool TryBeginUpgrade(EngineWebSocket socket)
    {
        lock (_gate)
        {
            if (_state != SessionState.Open || _polling is null || _probe is not null || !_server.Options.AllowUpgrades)
                return false;
            _probe = new UpgradeProbe(this, socket, _server);
            return true;
        }
    }

    /// <summary>A probe says something.</summary>
    public ValueTask ReceiveProbeAsync(EngineWebSocket socket, ReadOnlySpan<byte> text)
    {
        if (text is [(byte)PacketType.Upgrade, ..])
            return CompleteUpgradeAsync(socket);
        lock (_gate)
        {
            if (_probe is { } probe && probe.Socket == socket)
            {
                if (text.SequenceEqual("2probe"u8))
                {
                    socket.Enqueue(ProbeAnswer);
                    probe.Answered();
                    _polling!.Answer(PacketType.Noop);
                }
                else
                {
                    _probe = null;
                    probe.EndLater();
                }
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>A poll that waits keeps the client from going on.</summary>
    internal void NudgePoll(UpgradeProbe probe)
    {
        lock (_gate)
        {
            if (_probe != probe)
                return;
            _polling!.Answer(PacketType.Noop);
            probe.Answered();
        }
    }

    /// <summary>A probe has taken too long.</summary>
    internal void GiveUp(UpgradeProbe probe)
    {
        lock (_gate)
        {
            if (_probe != probe)
                return;
            _probe = null;
        }

        probe.End();
    }

    private ValueTask CompleteUpgradeAsync(EngineWebSocket socket)
    {
        Task posted;
        bool isClosing;
        lock (_gate)
        {
            if (_probe is not { } probe || probe.Socket != socket)
                return ValueTask.CompletedTask;
            probe.Complete();
            _probe = null;
            socket.BecomeTransport();
            _polling!.MoveTo(socket);
            posted = _polling.WhenPostedAsync();
            _polling = null;
            _socket = socket;
            isClosing = _state == SessionState.Closing;
        }

        if (isClosing)
            socket.Close(CodeOf(_reason), _reason.Text());

        return posted.IsCompleted ? ValueTask.CompletedTask : AwaitAsync(new ValueTask(posted));
    }

    private void ProbeEnded(EngineWebSocket socket)
    {
        lock (_gate)
        {
            if (_probe?.Socket == socket)
                _probe = null;
            socket.Probe?.Ended();
        }
    }
}
