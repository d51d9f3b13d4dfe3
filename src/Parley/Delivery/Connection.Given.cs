using System.Runtime.InteropServices;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// What a connection was given: the hand-off and the delivery loop come this way with everything that they queue, and each thing is queued once, in
/// order, whatever raced.
/// </summary>
public abstract partial class Connection
{
    // By conversation. Written under its own lock, which is the connection's.
    private readonly Dictionary<ConversationId, GivenUpTo> _given = [];
    private HandoffGate? _gate;
    private long _announced; // the place of the newest announcement

    /// <summary>Queues a message's frame unless this connection was given it, or it is being handed its backlog (then it is kept until after).</summary>
    internal void Give(Message message, ReadOnlyMemory<byte> frame)
    {
        lock (_given)
        {
            if (_gate is null)
                GiveNow(message, frame);
            else if (!_gate.TryKeep(message, frame))
                Close(CloseReason.SlowConsumer);
        }
    }

    /// <summary>Queues any other event's frame, after the backlog.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="outbound">The event.</param>
    internal void Give(ReadOnlyMemory<byte> frame, OutboundEvent? outbound = null)
    {
        lock (_given)
        {
            if (_gate is null)
                GiveNow(frame, outbound);
            else if (!_gate.TryKeep(null, frame, outbound))
                Close(CloseReason.SlowConsumer);
        }
    }

    /// <summary>Notes that the client knows this message: its own, answered by an acknowledgement.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isRepeatable">Whether it has a key, under which a client that lost the answer may send it again.</param>
    internal void NoteGiven(Message message, bool isRepeatable)
    {
        lock (_given)
        {
            if (_gate is null)
                NoteOwn(message, isRepeatable);
            else
                _gate.KeepOwn(message, isRepeatable);
        }
    }

    internal void CloseGate()
    {
        lock (_given)
            _gate = new HandoffGate();
    }

    /// <summary>Notes what lies below the backlog: never given again.</summary>
    internal void NoteBase(ConversationId conversation, long seq, long rev = 0)
    {
        lock (_given)
            _given.TryAdd(conversation, new GivenUpTo(seq, rev));
    }

    /// <summary>Notes a change for which the client's surface has no word: nothing is to be told of it again.</summary>
    internal void Pass(ConversationEvent change)
    {
        lock (_given)
        {
            if (_gate is not null)
            {
                EventEnqueued(change);
                return; // what it is handed is read after this, or was just handed
            }

            if (change is MessageSent sent)
                TryNote(sent.Message, out _);
            else
                GiveNow(default, change);
        }
    }

    /// <summary>Whether it was given this message, or one behind it.</summary>
    protected bool HasGiven(ConversationId conversation, long seq)
    {
        lock (_given)
            return _given.TryGetValue(conversation, out var given) && given.Seq >= seq;
    }

    /// <summary>What it was given of each conversation by now.</summary>
    protected Dictionary<ConversationId, GivenUpTo> Snapshot()
    {
        lock (_given)
            return new(_given);
    }

    /// <summary>Queues a backlog message: past the gate.</summary>
    internal void GiveBacklog(Message message, ReadOnlyMemory<byte> frame)
    {
        lock (_given)
        {
            if (_gate?.IsOwn(message) == true)
                NoteOwn(message, isRepeatable: true);
            else
                GiveNow(message, frame);
        }
    }

    /// <summary>Queues something else that the client missed: past the gate, while the hand-off lasts.</summary>
    protected void GiveMissed(OutboundEvent missed)
    {
        var frame = Dialect.Encode(missed);
        lock (_given)
            GiveNow(frame, missed);
    }

    /// <summary>Queues what the gate has kept, at most so many bytes at once, and removes the gate when it is empty.</summary>
    /// <returns>False when more waits: after <see cref="WhenWrittenAsync"/>, again.</returns>
    internal bool TryOpenGate(int bytes)
    {
        lock (_given)
        {
            while (bytes > 0 && _gate!.TryTake(out var kept))
            {
                bytes -= kept.Frame.Length;
                if (kept.Message is null)
                    GiveNow(kept.Frame, kept.Event);
                else if (kept.Frame.IsEmpty)
                    NoteOwn(kept.Message, kept.IsRepeatable);
                else
                    GiveNow(kept.Message, kept.Frame);
            }

            if (bytes <= 0)
                return false;
            _gate = null;
            return true;
        }
    }

    private void GiveNow(Message message, ReadOnlyMemory<byte> frame)
    {
        if (!TryNote(message, out var before) || frame.IsEmpty)
            return;
        Enqueue(frame);
        MessageEnqueued(message);
        Advanced(message.ConversationId, before, ownSeq: 0);
    }

    private void GiveNow(ReadOnlyMemory<byte> frame, OutboundEvent? outbound)
    {
        if (outbound is Announced { Announcement.Seq: var place })
        {
            if (place <= _announced)
                return; // it was told of what it had missed, and this was among that
            _announced = place;
        }

        if (!frame.IsEmpty)
            Enqueue(frame);
        if (outbound is not null)
            EventEnqueued(outbound);
        if (outbound is not ConversationEvent change)
            return;
        ref var given = ref CollectionsMarshal.GetValueRefOrAddDefault(_given, change.Conversation.Id, out _);
        if (change.Rev <= given.Rev)
            return;
        var before = given;
        given = given with { Rev = change.Rev };
        Advanced(change.Conversation.Id, before, ownSeq: 0);
    }

    private void NoteOwn(Message message, bool isRepeatable)
    {
        if (!TryNote(message, out var before))
            return;
        OwnNoted(message);
        Advanced(message.ConversationId, before, isRepeatable ? message.Seq : 0);
    }

    private bool TryNote(Message message, out GivenUpTo before)
    {
        ref var given = ref CollectionsMarshal.GetValueRefOrAddDefault(_given, message.ConversationId, out _);
        before = given;
        if (message.Seq <= given.Seq)
            return false;
        given = new GivenUpTo(message.Seq, Math.Max(message.Rev, given.Rev));
        return true;
    }
}
