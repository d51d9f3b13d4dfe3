namespace Parley.WebSockets;

/// <summary>
/// What waits to be written, in order. One entry costs nothing: an idle connection, to which a heartbeat goes now and then, never has more.
/// Behind the lock of its owner.
/// </summary>
internal struct FrameQueue
{
    private const int KeptCapacity = 16;

    private ReadOnlyMemory<byte> _first;
    private Queue<ReadOnlyMemory<byte>>? _more;

    /// <summary>How many entries wait.</summary>
    public int Count { get; private set; }

    /// <summary>Behind all others.</summary>
    public void Enqueue(ReadOnlyMemory<byte> frames)
    {
        if (Count++ == 0)
            _first = frames;
        else
            (_more ??= new Queue<ReadOnlyMemory<byte>>(4)).Enqueue(frames);
    }

    /// <summary>The first, which stays.</summary>
    public readonly bool TryPeek(out ReadOnlyMemory<byte> frames)
    {
        frames = _first;
        return Count > 0;
    }

    /// <summary>Takes the first; there must be one.</summary>
    public ReadOnlyMemory<byte> Dequeue()
    {
        var first = _first;
        _first = --Count > 0 ? _more!.Dequeue() : default;
        return first;
    }

    /// <summary>Drops all.</summary>
    public void Clear() => this = default;

    /// <summary>Gives back what a burst has left behind.</summary>
    public void Trim()
    {
        if (Count == 0 && _more?.Capacity > KeptCapacity)
            _more = null;
    }
}
