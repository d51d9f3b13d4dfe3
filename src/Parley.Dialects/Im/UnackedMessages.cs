using System.Runtime.InteropServices;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Im;

/// <summary>
/// What a connection was sent and has not acknowledged: sent again after a while, some times; then the device's next connection gets it, since how far the
/// device is certainly told stays below. An acknowledgement counts for all before it in its conversation. The person's own messages are known to
/// the device by their answer: they move its place only while nothing else waits there.
/// Shared by the delivery loop, the read loop and the sweep, under its own lock.
/// </summary>
internal sealed class UnackedMessages(TimeProvider clock, TimeSpan timeout, int redeliveries)
{
    /// <summary>So many are kept for sending again; the others wait for the next connection.</summary>
    public const int MostKept = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<ConversationId, Place> _places = [];
    private readonly Dictionary<MessageId, (ConversationId Conversation, long Seq)> _known = [];
    private readonly Dictionary<MessageId, long> _notices = []; // as few as there are announcements in a connection's life
    private readonly Queue<Waiting> _waiting = new();
    private bool _isUpToDate;

    /// <summary>A message was queued for the client.</summary>
    public void Sent(Message message, ReadOnlyMemory<byte> frame)
    {
        lock (_gate)
        {
            ref var place = ref PlaceOf(message.ConversationId);
            place = place with { Sent = Math.Max(place.Sent, message.Seq) };
            if (_waiting.Count >= MostKept || redeliveries == 0)
                return;
            _known[message.Id] = (message.ConversationId, message.Seq);
            _waiting.Enqueue(new Waiting(message.Id, message.ConversationId, message.Seq, frame, 0, Due()));
        }
    }

    /// <summary>A notice to all was queued: a message in no conversation, sent again until it is acknowledged itself.</summary>
    /// <param name="place">Its place among them: who acknowledges it has had those before it.</param>
    public void Noticed(MessageId id, long place, ReadOnlyMemory<byte> frame)
    {
        lock (_gate)
        {
            _notices[id] = place;
            if (_waiting.Count >= MostKept || redeliveries == 0 || !_known.TryAdd(id, default))
                return;
            _waiting.Enqueue(new Waiting(id, default, 0, frame, 0, Due()));
        }
    }

    /// <summary>The client's own message was answered.</summary>
    /// <returns>Up to where the device certainly is; 0: no further than before.</returns>
    public long Answered(ConversationId conversation, long seq)
    {
        lock (_gate)
        {
            ref var place = ref PlaceOf(conversation);
            place = place with { Own = Math.Max(place.Own, seq) };
            return _isUpToDate && place.Acked >= place.Sent ? place.Certain : 0;
        }
    }

    /// <summary>The client acknowledged a message.</summary>
    /// <returns>Its conversation (none: a notice to all, and its place) and up to where the device certainly is there; null for a message that is not kept here.</returns>
    public (ConversationId Conversation, long Seq)? Acked(MessageId id)
    {
        lock (_gate)
        {
            if (_notices.TryGetValue(id, out var notice))
            {
                _known.Remove(id);
                return (default, notice);
            }

            if (!_known.TryGetValue(id, out var known))
                return null;
            ref var place = ref PlaceOf(known.Conversation);
            place = place with { Acked = Math.Max(place.Acked, known.Seq) };
            var certain = _isUpToDate && place.Acked >= place.Sent ? place.Certain : place.Acked;
            while (_waiting.TryPeek(out var first) && IsDone(first))
                _known.Remove(_waiting.Dequeue().Id);
            return (known.Conversation, certain);
        }
    }

    /// <summary>
    /// A message was recalled, or taken off its reader's sight: what it said is not sent again. It counts as sent, so that the device's place
    /// is what it was.
    /// </summary>
    public void Withdraw(MessageId id)
    {
        lock (_gate)
            _known.Remove(id);
    }

    /// <summary>The client acknowledged a message that was not kept here; the store knows its place.</summary>
    public void Acked(ConversationId conversation, long seq)
    {
        lock (_gate)
        {
            ref var place = ref PlaceOf(conversation);
            place = place with { Acked = Math.Max(place.Acked, seq) };
        }
    }

    /// <summary>The client has been queued all that it had missed: from now on its own messages may move its place.</summary>
    public IReadOnlyList<(ConversationId Conversation, long Seq)> UpToDate()
    {
        lock (_gate)
        {
            _isUpToDate = true;
            return [.. _places.Where(place => place.Value.Own > 0 && place.Value.Acked >= place.Value.Sent).Select(place => (place.Key, place.Value.Certain))];
        }
    }

    /// <summary>The frames that are to be sent again now; the others stay due.</summary>
    /// <param name="bytes">So many bytes at once, or one frame.</param>
    public IReadOnlyList<ReadOnlyMemory<byte>> TakeDue(long timestamp, int bytes)
    {
        lock (_gate)
        {
            List<ReadOnlyMemory<byte>>? due = null;
            while (bytes > 0 && _waiting.TryPeek(out var first) && (first.DueAt <= timestamp || IsDone(first)))
            {
                if (IsDone(first))
                {
                    _waiting.Dequeue();
                    _known.Remove(first.Id);
                    continue;
                }

                if (due is not null && first.Frame.Length > bytes)
                    break;
                _waiting.Dequeue();
                (due ??= []).Add(first.Frame);
                bytes -= first.Frame.Length;
                if (first.Times + 1 < redeliveries)
                    _waiting.Enqueue(first with { Times = first.Times + 1, DueAt = Due() });
                else
                    _known.Remove(first.Id);
            }

            return due ?? (IReadOnlyList<ReadOnlyMemory<byte>>)[];
        }
    }

    private long Due() => clock.GetTimestamp() + (long)(timeout.TotalSeconds * clock.TimestampFrequency);

    // Acknowledged, by itself or by a later one, or withdrawn.
    private bool IsDone(Waiting waiting) => !_known.ContainsKey(waiting.Id) || (!waiting.Conversation.IsNone && waiting.Seq <= _places[waiting.Conversation].Acked);

    private ref Place PlaceOf(ConversationId conversation) => ref CollectionsMarshal.GetValueRefOrAddDefault(_places, conversation, out _);

    /// <summary>Where the client is in a conversation.</summary>
    private readonly record struct Place(long Sent, long Acked, long Own)
    {
        public long Certain => Math.Max(Acked, Own);
    }

    private sealed record Waiting(MessageId Id, ConversationId Conversation, long Seq, ReadOnlyMemory<byte> Frame, int Times, long DueAt);
}
