using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.Social.Frames;
using Parley.Dialects.Social.Wire;
using Parley.Dialects.WebSockets;
using Parley.Primitives;
using Parley.WebSockets;

namespace Parley.Dialects.Social;

/// <summary>
/// One WebSocket of the Social surface: sign-in, heartbeat, the bound on sends under way. What the frames of a signed-in person mean is in
/// <see cref="SocialEvents"/>.
/// </summary>
internal sealed partial class SocialSocket : ChatSocket
{
    private static readonly TimeSpan UnsignedPatience = TimeSpan.FromSeconds(1);

    private readonly SocialSurface _surface;
    private SocialConnection? _connection; // set once, by the read loop
    private Caller? _caller;
    private readonly UnsignedSockets.Place _place;
    private readonly CancellationToken _ended;
    private readonly long _authBy;
    private long _pingBy;

    /// <summary>Wraps an upgraded stream.</summary>
    /// <param name="place">Its place among those not signed in.</param>
    /// <param name="ended">Cancelled once it has run to its end, before <see cref="EndedAsync"/>.</param>
    public SocialSocket(Stream stream, Action abort, SocialSurface surface, Language language, UnsignedSockets.Place place, CancellationToken ended)
        : base(stream, abort, surface.Clock, surface.Options.MaxAuthFrame, surface.Options.MaxQueued, surface.Inbound, surface.Options.SendsInFlight)
    {
        (_surface, Language, _place, _ended) = (surface, language, place, ended);
        _authBy = After(surface.Options.AuthTimeout);
    }

    /// <summary>The language of its errors, from the handshake.</summary>
    public Language Language { get; }

    /// <inheritdoc/>
    protected override TimeSpan ClosePatience => Volatile.Read(ref _connection) is null ? UnsignedPatience : CloseTimeout;

    /// <summary>The heartbeat came.</summary>
    public void Beat()
    {
        Volatile.Write(ref _pingBy, After(_surface.Options.HeartbeatTimeout));
        Enqueue(StateFrames.Pong);
    }

    /// <summary>Whether the token that this connection signed in with is void by now.</summary>
    public bool IsRevoked(Account now) => _caller?.IsRevokedBy(now) == true;

    /// <inheritdoc/>
    public override void Sweep(long timestamp)
    {
        base.Sweep(timestamp);
        if (IsClosing)
            return;
        if (Volatile.Read(ref _connection) is null)
        {
            if (timestamp >= _authBy)
                Close(CloseCode.PolicyViolation, "auth_timeout");
        }
        else if (timestamp >= Volatile.Read(ref _pingBy))
        {
            Close(ParleyCloseCode.HeartbeatTimeout, "heartbeat_timeout");
        }
        else if (_caller!.HasEndedAt(Clock.NowMs()))
        {
            Close(CloseCode.PolicyViolation, "token_expired");
        }
        else
        {
            SweepStopping(timestamp);
            _connection!.Sweep();
        }
    }

    /// <inheritdoc/>
    protected override ValueTask OnTextAsync(ReadOnlyMemory<byte> utf8)
    {
        if (_connection is not { } connection)
            return SignInAsync(utf8);
        if (IsStopping)
            return ValueTask.CompletedTask;
        var frame = FrameParser.Parse(utf8.Span, SocialJson.Default.InboundFrame, out var fault);
        if (frame is not null)
            return HandleAsync(connection, frame, utf8.Length);
        Refuse(connection, fault!);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    protected override ValueTask OnBinaryAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_connection is { } connection)
            connection.Refuse(FrameFault.BinaryNotSupported);
        else
            Close(CloseCode.PolicyViolation, "auth_required");
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void OnPong(long number) => _connection?.Pong(number);

    /// <inheritdoc/>
    protected override void OnFault(Exception fault) => LogFault(_surface.Log, fault);

    private static void Refuse(SocialConnection connection, JsonFault fault)
    {
        switch (fault.Kind)
        {
            case JsonFaultKind.Malformed:
                connection.Refuse(FrameFault.MalformedJson);
                break;
            case JsonFaultKind.TextInvalid:
                connection.Refuse(new Refusal(ChatError.TextInvalid, fault.Field), fault.TempId);
                break;
            default:
                connection.Refuse(new Refusal(ChatError.InvalidField, fault.Field), fault.TempId);
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A Social connection failed")]
    private static partial void LogFault(ILogger log, Exception fault);
}
