namespace Parley.SocketIO;

/// <summary>Connection state recovery: a client that lost its connection comes back as the same socket and gets what it missed.</summary>
public sealed class RecoveryOptions
{
    /// <summary>How long a lost client may take to come back. Default 2 minutes; at least 1 second, at most 1 hour.</summary>
    public TimeSpan MaxDisconnection { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How many bytes of packets a namespace keeps for those who come back. Default 64 MiB. Past it the oldest go first, and who needs
    /// one of those starts afresh.
    /// </summary>
    public long MaxBytes { get; set; } = 64L << 20;

    /// <summary>How many lost sockets a namespace remembers. Default 100,000; past it the oldest are forgotten.</summary>
    public int MaxSessions { get; set; } = 100_000;

    /// <summary>
    /// Who remembers lost sockets for an application that knows itself what they missed; null, the default, keeps the events of each namespace
    /// here. Then the bounds above are the store's own matter, and clients learn where they are by an event of the application's whose last
    /// argument is a text.
    /// </summary>
    public Adapters.IRecoveryStore? Store { get; set; }

    /// <summary>Whether a client that comes back passes by the connection middleware. Default true, as in Node.</summary>
    public bool SkipMiddlewares { get; set; } = true;
}
