using Parley.Accounts;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// One live connection of one person, on whatever transport. The registry and the fan-out know it by this face; the transport below owns
/// its socket and its one ordered, byte-bounded outbound queue. What it was given, and that each thing comes once, is in <c>Connection.Given.cs</c>.
/// </summary>
public abstract partial class Connection
{
    private static long _last;

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

    /// <summary>
    /// The client's own message was answered, and all before it in its conversation is queued: what it has had reaches up to there once the answer
    /// arrived. Called under the connection's lock, behind the answer.
    /// </summary>
    protected virtual void OwnNoted(Message message)
    {
    }

    /// <summary>
    /// Gives what this surface tells beside messages and its client missed (<see cref="GiveMissed"/>). The connection is registered, and what is live
    /// waits until this has ended. Nothing by default.
    /// </summary>
    /// <param name="cancel">The connection's end.</param>
    protected internal virtual Task CatchUpAsync(CancellationToken cancel) => Task.CompletedTask;

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
}
