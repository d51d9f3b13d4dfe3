using System.Runtime.InteropServices;
using Parley.SocketIO.Engine.Packets;
using Parley.WebSockets;

namespace Parley.SocketIO.Engine;

/// <summary>A session's WebSocket: a packet a frame. First a probe, unless the session began on it. Owner of what it reads: its read loop.</summary>
internal sealed class EngineWebSocket : ServerWebSocket
{
    private readonly EngineSession _session;
    private readonly EngineServer _server;
    private readonly bool _takesBinary;
    private bool _isTransport;

    /// <summary>Wraps an upgraded stream.</summary>
    /// <param name="takesBinary">Whether the client takes binary frames; otherwise bytes go as base64 in text.</param>
    public EngineWebSocket(EngineSession session, EngineServer server, Stream stream, Action abort, bool takesBinary)
        : base(stream, abort, server.Timers.Clock, server.Options.MaxPayload, server.Options.MaxQueuedBytes, server.Budget)
    {
        _session = session;
        _server = server;
        _takesBinary = takesBinary;
    }

    /// <summary>As long as it is one. Behind the session's lock.</summary>
    public UpgradeProbe? Probe { get; set; }

    /// <summary>From now on what comes is the session's. Before its read loop runs, or by it.</summary>
    public void BecomeTransport() => _isTransport = true;

    /// <summary>Queues a message.</summary>
    public void Send(EngineMessage message) => Enqueue(
        _takesBinary || message.AttachmentCount == 0 ? message.WebSocketFrames(_session.Protocol) : TextFrames.Of(message, _session.Protocol));

    /// <inheritdoc/>
    protected override ValueTask OnTextAsync(ReadOnlyMemory<byte> utf8)
    {
        if (!_isTransport)
            return _session.ReceiveProbeAsync(this, utf8.Span);
        if (utf8.Span is [(byte)PacketType.Message, ..])
            return _session.DeliverTextAsync(utf8[1..]);
        if (Packet.TryReadText(MemoryMarshal.AsMemory(utf8), _session.Protocol, out var packet)) // in the decoder's own buffer
            return _session.ReceiveAsync(packet);
        _session.ReceiveBad();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    protected override ValueTask OnBinaryAsync(ReadOnlyMemory<byte> bytes)
    {
        if (!_isTransport)
            return _session.ReceiveProbeAsync(this, default);
        if (_session.Protocol == 4)
            return _session.DeliverBinaryAsync(bytes);
        if (bytes.Span is [Packet.BinaryMessage, ..])
            return _session.DeliverBinaryAsync(bytes[1..]);
        _session.ReceiveBad();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void EndBatch()
    {
        FlushScope.End();
        base.EndBatch();
    }

    /// <inheritdoc/>
    protected override void OnEnding(EndingCause cause) => _session.SocketEnding(this, cause);

    /// <inheritdoc/>
    protected override void OnEnded() => _session.SocketEnded(this);

    /// <inheritdoc/>
    protected override void OnFault(Exception fault)
    {
        _server.Report(fault);
        _session.SocketEnding(this, EndingCause.Violation);
    }
}
