namespace Parley.Primitives;

/// <summary>
/// Makes 53-bit ids: 40 bits of milliseconds since 2025-01-01 UTC, 6 bits of node, 7 bits of sequence. Strictly rising within a
/// process; unique across processes by the node lease; a clock that is set back repeats nothing, because ids never start below the
/// lease's mark and never reach the mark that the next holder starts from.
/// Owner: this object; order: one lock.
/// </summary>
/// <param name="clock">The clock.</param>
public sealed class IdGenerator(TimeProvider clock)
{
    /// <summary>2025-01-01T00:00:00Z in Unix milliseconds.</summary>
    public const long EpochMs = 1_735_689_600_000;

    private const int TimeBits = 40;
    private const int NodeBits = 6;
    private const int SequenceBits = 7;

    private readonly Lock _gate = new();
    private int _node = -1;
    private long _lastMs;
    private long _highWaterMs;
    private long _stopsAt;
    private int _sequence;

    /// <summary>Takes a new or renewed lease.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="validFor">How long from now ids may be made before the lease must be renewed, by the monotonic clock.</param>
    public void Use(NodeLease lease, TimeSpan validFor)
    {
        lock (_gate)
        {
            if (_node != lease.Node)
            {
                _node = lease.Node;
                _lastMs = lease.StartMs;
                _sequence = 0;
            }

            _highWaterMs = lease.HighWaterMs;
            _stopsAt = clock.GetTimestamp() + (long)(validFor.TotalSeconds * clock.TimestampFrequency);
        }
    }

    /// <summary>Stops issuing: the lease is lost.</summary>
    public void Stop()
    {
        lock (_gate)
            _stopsAt = long.MinValue;
    }

    /// <summary>Whether ids can be made now.</summary>
    public bool IsReady
    {
        get
        {
            lock (_gate)
                return _node >= 0 && clock.GetTimestamp() < _stopsAt;
        }
    }

    /// <summary>The next id.</summary>
    /// <exception cref="IdsExhaustedException">The lease has run out, or its mark is reached (more than 128,000 ids a second for long).</exception>
    public long Next()
    {
        lock (_gate)
        {
            if (_node < 0 || clock.GetTimestamp() >= _stopsAt)
                throw new IdsExhaustedException("No valid node lease: this process may not make ids now.");

            var now = clock.NowMs();
            if (now > _lastMs)
                (_lastMs, _sequence) = (now, 0);
            else if (++_sequence >= 1 << SequenceBits)
                (_lastMs, _sequence) = (_lastMs + 1, 0);

            if (_lastMs >= _highWaterMs)
                throw new IdsExhaustedException("The node lease's mark is reached: the lease must be renewed first.");
            return Compose(_lastMs, _node, _sequence);
        }
    }

    /// <summary>The millisecond (Unix) in which an id was made: within seconds of the truth, never an authority.</summary>
    public static long TimeOf(long id) => (id >> (NodeBits + SequenceBits)) + EpochMs;

    /// <summary>The smallest id of a millisecond (Unix), whatever the node; times before the first or after the last id give those.</summary>
    public static long FirstOf(long ms) => Compose(Math.Clamp(ms, EpochMs, EpochMs + (1L << TimeBits) - 1), 0, 0);

    private static long Compose(long ms, int node, int sequence) =>
        ((ms - EpochMs) << (NodeBits + SequenceBits)) | ((long)node << SequenceBits) | (long)sequence;
}
