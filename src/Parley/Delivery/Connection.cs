using System.Runtime.InteropServices;
using Parley.Accounts;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// One live connection of one person, on whatever transport. The registry and the fan-out know it by this face; the transport below owns
/// its socket and its one ordered, byte-bounded outbound queue.
/// </summary>
public abstract class Connection
{
    private static long _last;

    // What this connection was given, by conversation. Written under its own lock by the hand-off and the delivery loop;
    // it is what makes a message come once, whatever raced.
    private readonly Dictionary<ConversationId, GivenUpTo> _given = [];
    private HandoffGate? _gate;
    private IReadOnlyList<ConversationId> _watched = [];
    private bool _hasEnded;

    /// <summary>Creates it, signed in.</summary>
    protected Connection(Account account, string device, IDialect dialect)
    {
        Account = account;
        Device = device;
        Dialect = dialect;
    }

    /// <summary>Set by the delivery loop only: something was queued since the last flush.</summary>
    internal bool IsTouched { get; set; }

    /// <summary>Unique in this process, rising: the smallest is the oldest.</summary>
    public long Id { get; } = Interlocked.Increment(ref _last);

    /// <summary>Who, as last heard of.</summary>
    public Account Account { get; private set; }

    /// <summary>Which device; one that names none counts as a device named after its dialect.</summary>
    public string Device { get; }

    /// <summary>What it speaks. A transport may learn that later than its client came.</summary>
    public IDialect Dialect { get; protected set; }

    /// <summary>
    /// What carries it: connections with an equal carrier count as one of those that a person may have (the namespaces of one Socket.IO
    /// connection).
    /// </summary>
    public virtual object Carrier => this;

    /// <summary>Replaces the account by a newer record of the same person.</summary>
    protected void Refresh(Account account) => Account = account;

    /// <summary>The person's account changed; whoever must not go on is told why and closed.</summary>
    public virtual void AccountChanged(Account now, long nowMs) => Refresh(now);

    /// <summary>
    /// Queues one encoded frame. Never blocks, never throws; past the byte bound the connection closes with a code that says so.
    /// Nothing is written before <see cref="Flush"/>.
    /// </summary>
    /// <param name="frame">Encoded by <see cref="Dialect"/>; shared, never written to.</param>
    public abstract void Enqueue(ReadOnlyMemory<byte> frame);

    /// <summary>Starts to write what is queued, unless a write is under way (which will take it along). Never blocks.</summary>
    public abstract void Flush();

    /// <summary>
    /// Ends when what is queued has been handed to the network, or never will be: whoever queues more than a client can take at once (its
    /// backlog) waits here between the pieces.
    /// </summary>
    public virtual Task WhenWrittenAsync() => Task.CompletedTask;

    /// <summary>Says why and closes, after what is queued.</summary>
    public abstract void Close(CloseReason reason);

    /// <summary>
    /// Tells the transport that a message frame was queued last, so that it can learn when the client has it
    /// (a transport without such means leaves it to the client's own acknowledgement).
    /// </summary>
    public virtual void MessageEnqueued(Message message)
    {
    }

    /// <summary>
    /// Tells the transport of an event other than a new message: its frame was queued last, or the surface has no word for it. Called under the
    /// connection's lock.
    /// </summary>
    protected virtual void EventEnqueued(OutboundEvent outbound)
    {
    }

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

    /// <summary>
    /// Something of a conversation was queued (or is known to the client because it wrote it): what it had been given before. Called under the
    /// connection's lock, after the frame was queued.
    /// </summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="before">Up to where it had it before.</param>
    /// <param name="ownSeq">The client's own message, if it can repeat that under its key; 0 for anything else.</param>
    protected virtual void Advanced(ConversationId conversation, GivenUpTo before, long ownSeq)
    {
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

    /// <summary>Keeps what the connection watches, for its end.</summary>
    /// <returns>False when it has ended already.</returns>
    internal bool TryWatch(IReadOnlyList<ConversationId> conversations)
    {
        lock (_given)
        {
            if (_hasEnded)
                return false;
            _watched = conversations;
            return true;
        }
    }

    /// <summary>Marks the end; returns what it watched, the first time.</summary>
    internal IReadOnlyList<ConversationId> End()
    {
        lock (_given)
        {
            _hasEnded = true;
            var watched = _watched;
            _watched = [];
            return watched;
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
        if (TryNote(message, out var before))
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
