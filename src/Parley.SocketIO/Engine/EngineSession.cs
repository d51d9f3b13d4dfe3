using System.Buffers.Text;
using System.Security.Cryptography;
using Parley.SocketIO.Engine.Packets;
using Parley.SocketIO.Timing;

namespace Parley.SocketIO.Engine;

/// <summary>
/// One client, whichever way it comes. State lies behind <c>_gate</c>, under which nothing is read, written or waited for; locks are taken in
/// the order session, socket or wheel. Its deadline (heartbeat or close) is the session itself as a node of the wheel.
/// <code>
/// Begin → TryStart ─ Open ──Close──→ Closing ──(said, or time is over)──→ Closed
///                     └──Abort, transport gone───────────────────────────↗
/// queue:  PollingQueue ──upgrade──→ EngineWebSocket
/// </code>
/// </summary>
internal sealed partial class EngineSession : WheelTimer
{
    private readonly EngineServer _server;
    private readonly Lock _gate = new();
    private IEngineHandler? _handler;
    private PollingQueue? _polling; // until the upgrade
    private volatile EngineWebSocket? _socket; // once it is the transport, which it then remains
    private UpgradeProbe? _probe; // one that isn't yet
    private volatile SessionState _state;

    /// <summary>A session that has begun nothing yet.</summary>
    public EngineSession(EngineServer server, EngineRequest request, int protocol)
    {
        _server = server;
        Request = request;
        Protocol = protocol;
        Id = NewId();
    }

    /// <summary>What the client names itself by: a secret between the two.</summary>
    public string Id { get; }

    /// <summary>Engine.IO 3 or 4.</summary>
    public int Protocol { get; }

    /// <summary>The first request.</summary>
    public EngineRequest Request { get; }

    /// <summary>The transport now: <c>polling</c> or <c>websocket</c>.</summary>
    public string TransportName => IsPolling ? "polling" : "websocket";

    /// <summary>Whether messages go both ways.</summary>
    public bool IsOpen => _state == SessionState.Open;

    /// <summary>Whether the transport is polling.</summary>
    public bool IsPolling => _socket is null;

    /// <summary>
    /// Queues a message, which goes out at the next <see cref="Flush"/>. From any thread; never blocks or throws. Past
    /// <see cref="SocketIOOptions.MaxQueuedBytes"/> the session ends as a slow consumer; a single larger message is taken when nothing waits.
    /// </summary>
    public void Enqueue(EngineMessage message)
    {
        if (_socket is { } socket)
        {
            if (_state == SessionState.Open)
                socket.Send(message);
            return;
        }

        lock (_gate)
        {
            if (_socket is { } upgraded && _state == SessionState.Open)
                upgraded.Send(message);
            else if (_state == SessionState.Open && !TryQueue(message))
                CloseLater(DisconnectReason.SlowConsumer);
        }
    }

    /// <summary>As <see cref="Enqueue(EngineMessage)"/>, for text messages that lie as <see cref="EngineMessage.WebSocketFrames"/> behind each other.</summary>
    public void Enqueue(ReadOnlyMemory<byte> frames)
    {
        if (_socket is { } socket)
        {
            if (_state == SessionState.Open)
                socket.Enqueue(frames);
            return;
        }

        lock (_gate)
        {
            if (_socket is { } upgraded && _state == SessionState.Open)
            {
                upgraded.Enqueue(frames);
                return;
            }

            while (_state == SessionState.Open && !frames.IsEmpty)
            {
                var message = EngineMessage.OfFrame(frames);
                frames = frames[message.Length..];
                if (!TryQueue(message))
                {
                    CloseLater(DisconnectReason.SlowConsumer);
                    return;
                }
            }
        }
    }

    /// <summary>
    /// As <see cref="Enqueue(EngineMessage)"/>, for a message that may as well be lost: false when it was dropped, because the session isn't open, more than
    /// <see cref="SocketIOOptions.VolatileThreshold"/> waits, or no poll does.
    /// </summary>
    public bool TryEnqueueVolatile(EngineMessage message)
    {
        if (_socket is { } socket)
        {
            if (_state != SessionState.Open || socket.QueuedBytes > _server.Options.VolatileThreshold)
                return false;
            socket.Send(message);
            return true;
        }

        lock (_gate)
            return _state == SessionState.Open && _socket is null && _polling!.IsPolled && TryQueue(message);
    }

    /// <summary>Ends when the WebSocket has written what is queued.</summary>
    public Task WhenWrittenAsync() => _socket?.WhenWrittenAsync() ?? Task.CompletedTask;

    /// <summary>Lets go what is queued: at the end of the <see cref="FlushScope"/> when there is one, or else now.</summary>
    public void Flush()
    {
        if (!FlushScope.TryDefer(this))
            FlushNow();
    }

    /// <summary>Lets go what is queued.</summary>
    public void FlushNow()
    {
        if (_socket is { } socket)
        {
            socket.Flush();
            return;
        }

        lock (_gate)
        {
            if (_socket is null)
            {
                _polling!.Answer();
                return;
            }
        }

        _socket!.Flush();
    }

    // After one that didn't fit nothing may slip through: what the client gets has no holes.
    private bool TryQueue(EngineMessage message) => !_closesLater && _polling!.TryAdd(new OutgoingPacket(PacketType.Message, message));

    private static string NewId()
    {
        Span<byte> random = stackalloc byte[15];
        RandomNumberGenerator.Fill(random);
        return Base64Url.EncodeToString(random);
    }
}
