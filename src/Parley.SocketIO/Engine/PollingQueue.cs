using Parley.SocketIO.Engine.Packets;

namespace Parley.SocketIO.Engine;

/// <summary>What waits for a polling client, and the GET that waits for it. All of it lies behind its session's lock.</summary>
/// <param name="protocol">3 or 4.</param>
/// <param name="maxQueued">How many bytes may wait; a single larger packet may when nothing else does.</param>
/// <param name="maxAnswer">About how many bytes one GET is answered with.</param>
/// <param name="takesBinary">Whether the client takes bytes as they are (matters in version 3 alone).</param>
internal sealed class PollingQueue(int protocol, int maxQueued, int maxAnswer, bool takesBinary)
{
    private List<OutgoingPacket> _packets = [];
    private int _bytes;
    private TaskCompletionSource<List<OutgoingPacket>?>? _poll;
    private TaskCompletionSource? _posted;
    private CancellationTokenSource? _reading; // the body of the POST under way

    /// <summary>Whether a GET waits.</summary>
    public bool IsPolled => _poll is not null;

    /// <summary>Whether a POST is under way.</summary>
    public bool IsPosting { get; private set; }

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => _packets.Count == 0;

    /// <summary>Whether the last that waits is such a packet.</summary>
    public bool EndsWith(PacketType type) => _packets.Count > 0 && _packets[^1].Type == type;

    /// <summary>Queues a packet; false when it would be too much.</summary>
    public bool TryAdd(OutgoingPacket packet)
    {
        if (_bytes > 0 && _bytes + packet.Length > maxQueued)
            return false;
        Add(packet);
        return true;
    }

    /// <summary>Queues a packet, however much waits.</summary>
    public void Add(OutgoingPacket packet)
    {
        _packets.Add(packet);
        _bytes += packet.Length;
    }

    /// <summary>Drops what waits.</summary>
    public void Clear()
    {
        _packets.Clear();
        _bytes = 0;
    }

    /// <summary>A GET that waits from now on; there must be none. Null: it is to be refused.</summary>
    public Task<List<OutgoingPacket>?> Hold()
    {
        _poll = new TaskCompletionSource<List<OutgoingPacket>?>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _poll.Task;
    }

    /// <summary>Answers the GET that waits, if one does and there is anything to answer it with.</summary>
    public void Answer()
    {
        if (_poll is not { } poll || _packets.Count == 0)
            return;
        _poll = null;
        poll.TrySetResult(Take());
    }

    /// <summary>Ends the GET that waits, if one does, with a packet alone.</summary>
    public void Answer(PacketType last)
    {
        var poll = _poll;
        _poll = null;
        poll?.TrySetResult([new OutgoingPacket(last)]);
    }

    /// <summary>
    /// Takes what waits, up to what one answer may hold. The close goes alone, as in Node: the official client looks at it before it looks at
    /// the messages that came with it.
    /// </summary>
    public List<OutgoingPacket> Take()
    {
        var count = 0;
        var length = 0;
        while (count < _packets.Count
            && (count == 0 || (length + _packets[count].Length <= maxAnswer && _packets[count].Type != PacketType.Close)))
            length += _packets[count++].Length;
        var taken = _packets;
        _packets = count == taken.Count ? [] : taken.GetRange(count, taken.Count - count);
        taken.RemoveRange(count, taken.Count - count);
        _bytes -= length;
        return taken;
    }

    /// <summary>How an answer is to be written.</summary>
    public PayloadFormat FormatFor(List<OutgoingPacket> packets)
    {
        if (protocol == 4)
            return PayloadFormat.Separated;
        var isBinary = takesBinary && packets.Exists(packet => packet.Message is { AttachmentCount: > 0 });
        return isBinary ? PayloadFormat.CountedBinary : PayloadFormat.Counted;
    }

    /// <summary>Everything goes to the WebSocket that takes over.</summary>
    public void MoveTo(EngineWebSocket socket)
    {
        foreach (var packet in _packets)
        {
            if (packet.Message is { } message)
                socket.Send(message);
            else
                socket.Enqueue(OutgoingPacket.HeartbeatFrame(packet.Type));
        }

        _packets = [];
        _bytes = 0;
        _poll?.TrySetResult(null); // it came after the probe, as one that comes now, but for the order of threads
        _poll = null;
    }

    /// <summary>A POST begins; there must be none.</summary>
    /// <param name="reading">Cancelled when nobody will hear what it says.</param>
    public void BeginPost(CancellationTokenSource reading)
    {
        IsPosting = true;
        _reading = reading;
    }

    /// <summary>Nobody will hear what the POST under way says.</summary>
    public void CancelPost()
    {
        _ = _reading?.CancelAsync(); // not on this thread: its lock is held
        _reading = null;
    }

    /// <summary>The POST's packets were handed over.</summary>
    public void EndPost()
    {
        IsPosting = false;
        _reading = null;
        _posted?.TrySetResult();
    }

    /// <summary>Ends when the POST under way does.</summary>
    public Task WhenPostedAsync()
    {
        if (!IsPosting)
            return Task.CompletedTask;
        _posted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _posted.Task;
    }
}
