using Microsoft.Extensions.Logging;
using Parley.Delivery;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Im.Wire;
using Parley.Dialects.Json;
using Parley.Dialects.WebSockets;
using Parley.Primitives;
using Parley.WebSockets;

namespace Parley.Dialects.Im;

/// <summary>One WebSocket of the Im surface: its deadlines, and the way of a frame to <see cref="ImEvents"/>.</summary>
internal sealed partial class ImSocket : ChatSocket
{
    private readonly ImSurface _surface;
    private readonly ImConnection _connection;
    private readonly CancellationToken _ended;
    private readonly Caller _caller;
    private Task _handoff = Task.CompletedTask;
    private long _heardAt;
    private long _askedAt;
    private long _asked;

    /// <summary>Wraps an upgraded stream.</summary>
    /// <param name="ended">Cancelled once it has run to its end, before <see cref="EndedAsync"/>.</param>
    public ImSocket(Stream stream, Action abort, ImSurface surface, Caller caller, string device, Language language, CancellationToken ended)
        : base(stream, abort, surface.Clock, surface.Options.MaxFrame, surface.Options.MaxQueued, surface.Inbound, surface.Options.SendsInFlight)
    {
        (_surface, _caller, Language, _ended) = (surface, caller, language, ended);
        _connection = new ImConnection(this, caller, device, surface);
        _heardAt = _askedAt = Clock.GetTimestamp();
    }

    /// <summary>The language of its errors, from the handshake.</summary>
    public Language Language { get; }

    /// <summary>Begins to bring the client up to date, beside the read loop.</summary>
    public void Start() => _handoff = HandOffAsync();

    /// <summary>The socket has ended, and its token is cancelled: the person has one connection less.</summary>
    public async ValueTask EndedAsync()
    {
        await _handoff; // it could register the connection after it was removed
        _surface.Handoff.Detach(_connection);
    }

    /// <inheritdoc/>
    public override void Sweep(long timestamp)
    {
        base.Sweep(timestamp);
        if (IsClosing)
            return;
        var silence = Clock.GetElapsedTime(Volatile.Read(ref _heardAt), timestamp);
        if (silence >= _surface.Options.SilenceTimeout)
            Close(ParleyCloseCode.HeartbeatTimeout, "heartbeat_timeout");
        else if (_caller.HasEndedAt(Clock.NowMs()))
            Close(CloseCode.PolicyViolation, "token_expired");
        else
        {
            SweepStopping(timestamp);
            Ask(silence, timestamp);
            _connection.Redeliver(timestamp);
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask OnTextAsync(ReadOnlyMemory<byte> utf8)
    {
        Heard();
        if (IsStopping)
            return;
        var frame = FrameParser.Parse(utf8.Span, ImJson.Default.ImFrame, out var fault);
        if (frame is not null)
            await _surface.Events.HandleAsync(_connection, frame);
        else
            Refuse(fault!);
    }

    /// <inheritdoc/>
    protected override ValueTask OnBinaryAsync(ReadOnlyMemory<byte> bytes)
    {
        Heard();
        _connection.Refuse(EdgeFault.UnsupportedMediaType);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void OnPong(long number) => Heard();

    /// <inheritdoc/>
    protected override void OnFault(Exception fault) => LogFault(_surface.Log, fault);

    private void Heard() => Volatile.Write(ref _heardAt, Clock.GetTimestamp());

    // A client that says nothing is asked, three times in the time that it has: one in a tunnel looks just the same.
    private void Ask(TimeSpan silence, long timestamp)
    {
        var pause = _surface.Options.SilenceTimeout / 3;
        if (silence < pause || Clock.GetElapsedTime(_askedAt, timestamp) < pause)
            return;
        _askedAt = timestamp;
        Enqueue(Frames.Ping(++_asked));
        Flush();
    }

    private void Refuse(JsonFault fault)
    {
        if (fault.Kind == JsonFaultKind.Malformed)
            _connection.Refuse(EdgeFault.MalformedJson);
        else
            _connection.Refuse(new Refusal(fault.Kind == JsonFaultKind.TextInvalid ? ChatError.TextInvalid : ChatError.InvalidField, fault.Field), fault.TempId);
    }

    // Nothing awaits it but the end: it answers for its own faults.
    private async Task HandOffAsync()
    {
        try
        {
            await _surface.Receipts.SettleAsync(_connection.Account.Id);
            if (IsClosing || _ended.IsCancellationRequested)
                return; // a dying one must not take a healthy one's place

            // Registered when this returns: from here on changes of the account are told; what changed before is asked.
            var attaching = _surface.Handoff.AttachAsync(_connection, pushBacklog: true, int.MaxValue, _ended);
            await Task.WhenAll(attaching, AskAgainAsync());
            _connection.UpToDate();
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The client is gone; its device gets the rest when it comes back.
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: one connection's fault must not be another's
        {
            OnFault(fault);
            Close(CloseCode.InternalError, "internal_error");
        }
    }

    private async Task AskAgainAsync()
    {
        if (await _surface.Accounts.FindAsync(_connection.Account.Id, _ended) is { } now)
            _connection.AccountChanged(now, Clock.NowMs());
        else
            _connection.Close(CloseReason.TokenExpired);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An Im connection failed")]
    private static partial void LogFault(ILogger log, Exception fault);
}
