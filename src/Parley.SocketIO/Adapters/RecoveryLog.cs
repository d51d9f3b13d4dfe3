namespace Parley.SocketIO.Adapters;

/// <summary>
/// What connection state recovery needs in this process: the events of the last minutes, in the order in which everybody was sent them, and
/// the sockets lost meanwhile. All behind one lock; old things go whenever something comes.
/// </summary>
internal sealed class RecoveryLog(RecoveryOptions options, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Queue<Entry> _events = new();
    private readonly Dictionary<string, long> _positions = new(StringComparer.Ordinal); // of an offset, counted from the beginning
    private readonly Dictionary<string, Lost> _lost = new(StringComparer.Ordinal);
    private readonly Queue<(string Pid, long At)> _lostInOrder = new();
    private long _first; // the position of the oldest event kept
    private long _bytes;

    /// <summary>Keeps an event and sends it, as one step.</summary>
    public Socket[] Append(OutgoingEvent outgoing, BroadcastOptions broadcast, Func<Socket[]> send)
    {
        lock (_gate)
        {
            Forget();
            _positions[outgoing.Offset!] = _first + _events.Count;
            _events.Enqueue(new Entry(outgoing, broadcast, clock.GetTimestamp()));
            _bytes += outgoing.Message.Length;
            return send();
        }
    }

    /// <summary>Keeps a lost socket.</summary>
    public void Save(SavedSession session)
    {
        lock (_gate)
        {
            Forget();
            var now = clock.GetTimestamp();
            _lost[session.Pid] = new Lost(session, now);
            _lostInOrder.Enqueue((session.Pid, now));
        }
    }

    /// <summary>Brings one back, and no broadcast in between. A secret is good once.</summary>
    public Socket? Restore(string pid, string offset, Func<SavedSession, IReadOnlyList<OutgoingEvent>, Socket> resume)
    {
        lock (_gate)
        {
            Forget();
            if (!_lost.TryGetValue(pid, out var lost) || !_positions.TryGetValue(offset, out var position))
                return null;
            _lost.Remove(pid);
            var missed = new List<OutgoingEvent>();
            foreach (var entry in _events.Skip((int)(position - _first) + 1))
            {
                if (IsFor(lost.Session, entry.Broadcast))
                    missed.Add(entry.Event);
            }

            return resume(lost.Session, missed);
        }
    }

    private static bool IsFor(SavedSession session, BroadcastOptions broadcast) =>
        (broadcast.Rooms.Count == 0 || broadcast.Rooms.Any(room => IsIn(session, room))) && !broadcast.Except.Any(room => IsIn(session, room));

    private static bool IsIn(SavedSession session, string room) => room == session.Id || session.Rooms.Contains(room, StringComparer.Ordinal);

    private void Forget()
    {
        while (_events.TryPeek(out var oldest) && (_bytes > options.MaxBytes || IsOld(oldest.At)))
        {
            _events.Dequeue();
            _positions.Remove(oldest.Event.Offset!);
            _bytes -= oldest.Event.Message.Length;
            _first++;
        }

        while (_lostInOrder.TryPeek(out var oldest) && (_lostInOrder.Count > options.MaxSessions || IsOld(oldest.At)))
        {
            _lostInOrder.Dequeue();
            if (_lost.TryGetValue(oldest.Pid, out var lost) && lost.At == oldest.At)
                _lost.Remove(oldest.Pid);
        }
    }

    private bool IsOld(long timestamp) => clock.GetElapsedTime(timestamp) > options.MaxDisconnection;

    private readonly record struct Entry(OutgoingEvent Event, BroadcastOptions Broadcast, long At);

    private readonly record struct Lost(SavedSession Session, long At);
}
