using System.Runtime.InteropServices;

namespace Parley.Moderation;

/// <summary>
/// To how many conversations a person has sent the same text within the last minute, in this process. Most texts come once: those cost a slot of
/// a fixed table, and only what comes in a second conversation gets an entry. Bounded: 1.5 MB, and at most 16 × 1,024 entries.
/// Owner: this object; order: one lock a shard.
/// </summary>
internal sealed class SameTexts
{
    private const int Shards = 16;
    private const int SlotsAShard = 4_096;
    private const int EntriesAShard = 1_024;
    private const long WindowMs = 60_000;

    private readonly Shard[] _shards = [.. Enumerable.Range(0, Shards).Select(_ => new Shard())];

    /// <summary>Notes a text, and says in how many conversations it has been within a minute, this one included.</summary>
    /// <param name="most">Counts no further.</param>
    public int Note(long user, ReadOnlySpan<byte> fingerprint, long conversation, int most, long nowMs)
    {
        var key = new Key(user, MemoryMarshal.Read<long>(fingerprint));
        var hash = (uint)key.GetHashCode();
        return _shards[hash % Shards].Note(key, (int)(hash / Shards % SlotsAShard), conversation, most, nowMs);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Key(long User, long Text);

    [StructLayout(LayoutKind.Auto)]
    private record struct Slot(Key Key, long Conversation, long At);

    private sealed class Shard
    {
        private readonly Lock _gate = new();
        private readonly Slot[] _slots = new Slot[SlotsAShard];
        private readonly Dictionary<Key, List<(long Conversation, long At)>> _entries = [];

        public int Note(Key key, int slot, long conversation, int most, long nowMs)
        {
            lock (_gate)
            {
                if (_entries.TryGetValue(key, out var entry))
                    return Note(entry, conversation, most, nowMs);
                ref var first = ref _slots[slot];
                if (first.Key != key || first.At <= nowMs - WindowMs || first.Conversation == conversation)
                {
                    first = new Slot(key, conversation, nowMs);
                    return 1;
                }

                MakeRoom(nowMs);
                _entries.Add(key, [(first.Conversation, first.At), (conversation, nowMs)]);
                return 2;
            }
        }

        private static int Note(List<(long Conversation, long At)> entry, long conversation, int most, long nowMs)
        {
            entry.RemoveAll(one => one.At <= nowMs - WindowMs || one.Conversation == conversation);
            if (entry.Count < most)
                entry.Add((conversation, nowMs));
            return Math.Min(entry.Count, most);
        }

        // What has run out goes; if nothing has, all goes: whoever floods this must not make it grow.
        private void MakeRoom(long nowMs)
        {
            if (_entries.Count < EntriesAShard)
                return;
            foreach (var (key, entry) in _entries)
            {
                if (entry.TrueForAll(one => one.At <= nowMs - WindowMs))
                    _entries.Remove(key);
            }

            if (_entries.Count >= EntriesAShard)
                _entries.Clear();
        }
    }
}
