using Parley.Accounts;
using Parley.Delivery;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Messages;
using Parley.Primitives;
using Parley.SocketIO;

namespace Parley.Dialects.Sockets;

/// <summary>A signed-in person on a Socket.IO namespace, as the core knows it.</summary>
internal sealed class SocketConnection : Connection
{
    private readonly ContactPolicy? _tenantPolicy;
    private LostConnection? _lost; // as which its client may still come back, until it is whole
    private readonly Trail? _trail; // for clients that can come back as what they were
    private readonly Lock _telling = new(); // numbers are queued in their order

    /// <param name="socket">The transport.</param>
    /// <param name="pass">Who, and how it speaks.</param>
    public SocketConnection(Socket socket, SocketPass pass)
        : base(pass.Caller.Account, pass.Device ?? pass.Dialect.Name, pass.Dialect)
    {
        Socket = socket;
        Caller = pass.Caller;
        Language = pass.Language;
        _tenantPolicy = pass.TenantPolicy;
        _lost = pass.Lost;
        _trail = socket.Pid is null ? null : new Trail(pass.ResumedAt);
    }

    /// <summary>The transport.</summary>
    public Socket Socket { get; }

    /// <summary>By which token.</summary>
    public Caller Caller { get; }

    /// <summary>The language of its errors.</summary>
    public Language Language { get; }

    /// <summary>Its sends: in order, not too many at once.</summary>
    public SendLane Lane { get; } = new();

    /// <summary>The surface that it speaks.</summary>
    public SocketDialect Surface => (SocketDialect)Dialect;

    /// <summary>Who may write to whom here.</summary>
    public ContactPolicy Policy => _tenantPolicy ?? Surface.DefaultPolicy;

    /// <inheritdoc/>
    public override object Carrier => Socket.ConnectionId;

    /// <summary>Whether an event has shown what it speaks. Its handlers' alone.</summary>
    public bool HasShown { get; private set; }

    /// <summary>From now on it speaks this surface: an event showed it.</summary>
    public void Speak(SocketDialect dialect) => (Dialect, HasShown) = (dialect, true);

    /// <inheritdoc/>
    public override void Enqueue(ReadOnlyMemory<byte> frame) => Socket.Enqueue(frame);

    /// <summary>Whether it has all that it was to be given at its beginning: from then on it can come back.</summary>
    public bool IsWhole { get; private set; }

    /// <inheritdoc/>
    public override void Flush()
    {
        Tell();
        Socket.Flush();
    }

    /// <inheritdoc/>
    public override Task WhenWrittenAsync() => Socket.WhenWrittenAsync();

    /// <summary>It was brought up to date.</summary>
    public void Begin()
    {
        IsWhole = true;
        _lost = null;
        Flush();
    }

    /// <summary>What is kept of it once it is lost: what was kept before, if it was still being brought up to date; null: it can't come back.</summary>
    public LostConnection? Lose() =>
        IsWhole && _trail is { } trail ? new LostConnection(Account.Id, Device, Surface, HasShown, trail, Snapshot()) : _lost;

    /// <summary>The client acknowledged a message.</summary>
    /// <returns>False when it was never given it.</returns>
    public bool Has(ConversationId conversation, long seq) => HasGiven(conversation, seq);

    /// <inheritdoc/>
    protected override void Advanced(ConversationId conversation, GivenUpTo before, long ownSeq)
    {
        _trail?.Add(conversation, before, ownSeq);
        if (ownSeq == 0)
            Tell(); // behind each frame, not behind a flush: a connection cut within a flush is brought back to where its client was
    }

    private void Tell()
    {
        if (!IsWhole || _trail is not { } trail)
            return;
        lock (_telling)
        {
            if (trail.Next() is { } number)
                Socket.Enqueue(Surface.Offset(number));
        }
    }

    /// <inheritdoc/>
    public override void Close(CloseReason reason)
    {
        var farewell = Surface.Farewell(reason);
        if (farewell.IsEmpty)
        {
            Socket.Drop();
            return;
        }

        Socket.Enqueue(farewell);
        Socket.Disconnect(); // flushes; official clients don't come back by themselves after it
    }

    /// <inheritdoc/>
    public override void AccountChanged(Account now, long nowMs)
    {
        Refresh(now);
        if (now.RefusalAt(nowMs) is not null)
            Close(CloseReason.Banned);
        else if (Caller.IsRevokedBy(now))
            Close(CloseReason.TokenExpired);
    }

    /// <summary>The server is going away: nothing new is taken.</summary>
    public void Stop() => IsStopping = true;

    /// <summary>Whether nothing new is taken any more.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>Looks at its deadline.</summary>
    public void Sweep(long nowMs)
    {
        if (Caller.HasEndedAt(nowMs))
            Close(CloseReason.TokenExpired);
    }
}
