namespace Parley.SocketIO.Adapters;

/// <summary>
/// What connection state recovery needs in this process: the events of the last minutes, in the order in which everybody was sent them, and
/// the sockets lost meanwhile. All behind one lock; old things go whenever something comes.
/// </summary>
/// <param name="options">Its bounds.</param>
/// <param name="maxMissed">Who has missed more bytes than that starts afresh: it could not be queued for it.</param>
/// <param name="clock">The clock.</param>
internal sealed class RecoveryLog(RecoveryOptions options, int maxMissed, TimeProvider clock)
{
    private const int Overhead = 256; // what an entry takes beside its bytes, about

    private readonly Lock _gate = new();
    private readonly List<Entry> _events = []; // from _start on
    private readonly Dictionary<string, long> _positions = new(StringComparer.Ordinal); // of an offset, counted from the beginning
    private readonly Dictionary<string, Lost> _lost = new(StringComparer.Ordinal);
    private readonly Queue<(string Pid, long At)> _lostInOrder = new();
    private int _start;
    private long _gone; // how many events were taken off the list's front for good
    private long _bytes;

    /// <summary>Keeps an event and sends it, as one step.</summary>
    public Socket[] Append(OutgoingEvent outgoing, BroadcastOptions broadcast, Func<Socket[]> send)
    {
        lock (_gate)
        {
            Forget();
            _positions[outgoing.Offset!] = _gone + _events.Count;
            _events.Add(new Entry(outgoing, broadcast, clock.GetTimestamp()));
            _bytes += Overhead + outgoing.Message.Length;
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
            _lost[session.Pid] = new Lost(session, session.Rooms.ToHashSet(StringComparer.Ordinal), now);
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
            var bytes = 0L;
            for (var i = (int)(position - _gone) + 1; i < _events.Count; i++)
            {
                var entry = _events[i];
                if (!IsFor(lost, entry.Broadcast))
                    continue;
                missed.Add(entry.Event);
                bytes += Overhead + entry.Event.Message.Length;
                if (bytes > maxMissed)
                    return null;
            }

            return resume(lost.Session, missed);
        }
    }

    private static bool IsFor(Lost lost, BroadcastOptions broadcast) =>
        (broadcast.Rooms.Count == 0 || broadcast.Rooms.Any(room => IsIn(lost, room))) && !broadcast.Except.Any(room => IsIn(lost, room));

    private static bool IsIn(Lost lost, string room) => room == lost.Session.Id || lost.Rooms.Contains(room);

    private void Forget()
    {
        while (_start < _events.Count && (_bytes > options.MaxBytes || IsOld(_events[_start].At)))
        {
            var oldest = _events[_start].Event;
            _events[_start++] = default;
            _positions.Remove(oldest.Offset!);
            _bytes -= Overhead + oldest.Message.Length;
        }

        if (_start > 1024 && _start > _events.Count / 2)
        {
            _events.RemoveRange(0, _start);
            (_gone, _start) = (_gone + _start, 0);
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

    private readonly record struct Lost(SavedSession Session, HashSet<string> Rooms, long At);
}
