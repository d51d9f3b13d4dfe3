namespace Parley.Messages;

/// <summary>
/// A write on its way through the store's queue. The writer fills in the result, commits, and passes it on to delivery in commit order.
/// Owners in turn: the enqueuer, the writer, the delivery loop; each only while it holds it.
/// </summary>
public abstract class PendingWrite
{
    /// <summary>Roughly how much memory it holds, in bytes; counted against the queue's bound until it is settled.</summary>
    public abstract int Size { get; }

    /// <summary>Called once on the delivery loop, after the commit (or the refusal) and after the events went out. Must not block or throw.</summary>
    public abstract void Settled();
}
