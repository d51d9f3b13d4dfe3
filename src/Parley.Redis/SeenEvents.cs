namespace Parley.Redis;

/// <summary>
/// The events that came lately, so that the copies for several people on this node count once. Copies leave together, so a short memory is
/// enough. Shared by the subscription's threads, under its own lock.
/// </summary>
internal sealed class SeenEvents
{
    private const int Capacity = 8192;

    private readonly HashSet<(string From, long Serial)> _seen = new(Capacity);
    private readonly Queue<(string From, long Serial)> _order = new(Capacity);

    /// <summary>Notes an event; false when it has come before.</summary>
    public bool TryAdd(string from, long serial)
    {
        lock (_order)
        {
            if (!_seen.Add((from, serial)))
                return false;
            if (_order.Count == Capacity)
                _seen.Remove(_order.Dequeue());
            _order.Enqueue((from, serial));
            return true;
        }
    }
}
