using Parley.Accounts;

namespace Parley.Delivery;

/// <summary>
/// One live connection of one person, on whatever transport. The registry and the fan-out know it by this face; the transport below owns
/// its socket and its one ordered, byte-bounded outbound queue.
/// </summary>
public abstract class Connection
{
    private static long _last;

    /// <summary>Creates it, signed in.</summary>
    protected Connection(Account account, string device, IDialect dialect)
    {
        Account = account;
        Device = device;
        Dialect = dialect;
    }

    /// <summary>Unique in this process, rising: the smallest is the oldest.</summary>
    public long Id { get; } = Interlocked.Increment(ref _last);

    /// <summary>Who, as it was at sign-in.</summary>
    public Account Account { get; }

    /// <summary>Which device; one that names none counts as a device named after its dialect.</summary>
    public string Device { get; }

    /// <summary>What it speaks.</summary>
    public IDialect Dialect { get; }

    /// <summary>
    /// Queues one encoded frame. Never blocks, never throws; past the byte bound the connection closes with a code that says so.
    /// Nothing is written before <see cref="Flush"/>.
    /// </summary>
    /// <param name="frame">Encoded by <see cref="Dialect"/>; shared, never written to.</param>
    public abstract void Enqueue(ReadOnlyMemory<byte> frame);

    /// <summary>Starts to write what is queued, unless a write is under way (which will take it along). Never blocks.</summary>
    public abstract void Flush();

    /// <summary>Says why and closes, after what is queued.</summary>
    public abstract void Close(CloseReason reason);

    /// <summary>
    /// Tells the transport that a message frame was queued last, so that it can learn when the client has it
    /// (a transport without such means leaves it to the client's own acknowledgement).
    /// </summary>
    public virtual void MessageEnqueued(Messages.Message message)
    {
    }
}

/// <summary>Why the server ends a connection; each dialect has its own code for it.</summary>
public enum CloseReason
{
    /// <summary>A fourth connection of the same person came.</summary>
    Replaced,

    /// <summary>The account was banned or disabled.</summary>
    Banned,

    /// <summary>The token ran out or was revoked.</summary>
    TokenExpired,

    /// <summary>The client doesn't read fast enough; it should come back and sync.</summary>
    SlowConsumer,

    /// <summary>The server is going away; the client should come back.</summary>
    ServerShutdown,

    /// <summary>The server could not do its part (a backlog that can't be read); the client should come back.</summary>
    InternalError,
}
