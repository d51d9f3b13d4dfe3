namespace Parley.WebSockets;

/// <summary>
/// The server's end of one WebSocket over the raw upgraded stream. Ours and not <see cref="System.Net.WebSockets.WebSocket"/>, because frames
/// are built once for all receivers, many leave in one write, an idle connection holds no buffer, and a protocol-level pong proves receipt.
/// <code>
/// read loop (one):   stream → FrameDecoder → OnTextAsync …          in order, one at a time
/// anybody:           Enqueue* → Flush → the write loop (at most one) → stream
/// the sweep:         Sweep                                          deadlines; no timer of its own
/// </code>
/// State shared by the three lies behind <c>_gate</c>; the decoder belongs to the read loop.
/// </summary>
internal abstract partial class ServerWebSocket
{
    /// <summary>How long the client may take to answer our close frame.</summary>
    public static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(1);

    private readonly Stream _stream;
    private readonly Action _abort;
    private readonly FrameDecoder _decoder;
    private readonly int _maxQueued;
    private readonly Lock _gate = new();

    private volatile bool _isClosing;
    private long _closeBy;

    /// <summary>Wraps an upgraded stream.</summary>
    /// <param name="stream">From <see cref="WebSocketHandshake"/>.</param>
    /// <param name="abort">Ends the connection underneath at once.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="maxMessage">The longest message taken, in bytes.</param>
    /// <param name="maxQueued">How many bytes may wait for the client.</param>
    /// <param name="budget">What large messages take their buffers from.</param>
    protected ServerWebSocket(Stream stream, Action abort, TimeProvider clock, int maxMessage, int maxQueued, InboundBudget? budget = null)
    {
        _stream = stream;
        _abort = abort;
        Clock = clock;
        _decoder = new FrameDecoder(maxMessage, budget);
        _maxQueued = maxQueued;
    }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>True once a close frame is queued: nothing more is said or heard.</summary>
    public bool IsClosing => _isClosing;

    /// <summary>How many bytes wait; not what is being written.</summary>
    public int QueuedBytes => Volatile.Read(ref _queuedBytes);

    /// <summary>How long this client may take to answer our close frame.</summary>
    protected virtual TimeSpan ClosePatience => CloseTimeout;

    /// <summary>The longest message taken, in bytes. Set by the read loop only.</summary>
    protected void AllowMessagesOf(int bytes) => _decoder.MaxMessage = bytes;

    /// <summary>A text message, UTF-8 checked; its bytes are good until the task ends. The next one waits for it.</summary>
    protected abstract ValueTask OnTextAsync(ReadOnlyMemory<byte> utf8);

    /// <summary>A binary message; its bytes are good until the task ends. The next one waits for it.</summary>
    protected abstract ValueTask OnBinaryAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>A pong to one of our numbered pings: the client has had everything that was queued before it.</summary>
    protected virtual void OnPong(long number)
    {
    }

    /// <summary>Something threw that should not have.</summary>
    protected abstract void OnFault(Exception fault);

    /// <summary>
    /// Nothing more will be handed over, for a reason that doesn't lie with whoever derives. Called on any thread, also from within
    /// <see cref="Enqueue"/>, perhaps more than once: never wait here.
    /// </summary>
    protected virtual void OnEnding(EndingCause cause)
    {
    }

    /// <summary>The connection is over. Once, as the last thing that is called.</summary>
    protected virtual void OnEnded()
    {
    }

    /// <summary>Queues a close frame behind what is queued, and starts to write. The first call decides; never blocks.</summary>
    /// <param name="reason">A word for programs, ASCII.</param>
    public void Close(CloseCode code, string reason) => Close(Frames.Close(code, reason), dropQueued: false);

    /// <summary>Ends the connection underneath without a word.</summary>
    public void Abort() => _abort();

    /// <summary>Looks at the deadlines; called about four times a second.</summary>
    /// <param name="timestamp"><see cref="TimeProvider.GetTimestamp"/>.</param>
    public virtual void Sweep(long timestamp)
    {
        if (_isClosing && timestamp >= Volatile.Read(ref _closeBy))
            Abort();
    }

    /// <summary>The process is about to stop: says so to the client, after what is owed to it.</summary>
    public virtual void ServerStopping() => Close(CloseCode.ServiceRestart, "restarting");

    /// <summary>A moment from now, as a timestamp.</summary>
    protected long After(TimeSpan time) => Clock.GetTimestamp() + (long)(time.TotalSeconds * Clock.TimestampFrequency);

    private void Close(byte[] frame, bool dropQueued)
    {
        lock (_gate)
        {
            if (_isClosing)
                return;
            Volatile.Write(ref _closeBy, After(ClosePatience));
            _isClosing = true;
            if (dropQueued)
                DropQueued();
            Append(frame);
        }

        Flush();
    }

    // What a vanished client makes a read or write end with.
    private static bool IsLost(Exception fault) => fault is IOException or OperationCanceledException or ObjectDisposedException;
}
