using System.Text.Json;
using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Bans;
using Parley.Delivery;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Sockets.Wire;
using Parley.Limits;
using Parley.Primitives;
using Parley.SocketIO;
using Parley.Tenants;

namespace Parley.Dialects.Sockets;

/// <summary>The way into a namespace and out again: the token, the connection's registration, its end.</summary>
internal sealed partial class SocketEntrance(
    AccessTokens tokens,
    TenantDirectory tenants,
    AccountDirectory accounts,
    ConnectionHandoff handoff,
    DeliveryNumbers numbers,
    Messages.Receipts receipts,
    RateLimiter limiter,
    RateLimits limits,
    TimeProvider clock,
    ILogger<SocketEntrance> log,
    DeviceBans devices)
{
    private const int MaxDeviceLength = 64;
    private const string Bearer = "Bearer ";

    /// <summary>Guards a namespace, and takes its clients in.</summary>
    /// <param name="space">The namespace.</param>
    /// <param name="choose">The surface that a client speaks there, by its handshake; with whether that is certain.</param>
    /// <param name="handle">What its events do.</param>
    public void Open(Namespace space, Func<Handshake, (SocketDialect Dialect, bool IsChosen)> choose, SocketEventHandler handle)
    {
        space.Use(socket => CheckAsync(socket, choose));
        space.OnConnection(socket => RunAsync(socket, handle));
    }

    private async ValueTask<ConnectError?> CheckAsync(Socket socket, Func<Handshake, (SocketDialect Dialect, bool IsChosen)> choose)
    {
        var handshake = socket.Handshake;
        var language = Languages.Choose(handshake.Headers.TryGetValue("Accept-Language", out var wishes) ? wishes.ToString() : null);
        var verified = await tokens.VerifyAsync(TokenOf(handshake), CancellationToken.None);
        if (!verified.IsOk)
            return Refuse(verified.Refusal, language);
        if (limiter.Take(limits.Entrances, verified.Value.Id.Value) is { } tooMany)
            return Refuse(tooMany, language);
        var device = TextOf(handshake, "device");
        if (device is not null && (device.Length is 0 or > MaxDeviceLength || Messages.MessageText.Refuse(device) is not null))
            return Refuse(new Refusal(ChatError.InvalidField, "device", MaxDeviceLength), language);
        var (dialect, isChosen) = choose(handshake);
        if (devices.RefusalOf(verified.Value.Account, device ?? dialect.Name) is { } banned)
            return Refuse(banned, language);
        var tenant = await tenants.FindAsync(verified.Value.TenantId, CancellationToken.None);
        socket.Tag = new SocketPass(verified.Value, dialect, isChosen, device, tenant?.ContactPolicy, language)
        {
            Known = await handoff.LookAsync(verified.Value.Id, device ?? dialect.Name, CancellationToken.None),
        };
        return null;
    }

    // What is registered before the first await hears the client's first event.
    private async Task RunAsync(Socket socket, SocketEventHandler handle)
    {
        var pass = (SocketPass)socket.Tag!;
        var connection = new SocketConnection(socket, pass);
        socket.Tag = connection;
        Listen(connection, pass.IsChosen, handle);
        var ended = socket.Disconnected;
        try
        {
            await handoff.AttachAsync(connection, pushBacklog: false, 0, ended, pass.Resume, pass.Resume is null ? pass.Known : null);
            connection.Begin();
            await AskAgainAsync(connection, ended); // what changed before it was registered was not told
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The client is gone.
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: one connection's fault must not be another's
        {
            LogFault(log, fault);
            connection.Close(CloseReason.InternalError);
        }

        socket.OnDisconnect(_ => handoff.Detach(connection)); // at once when it is gone already: not before it is registered
    }

    // Apart from what it takes to get in: what is captured here lives as long as the connection.
    private void Listen(SocketConnection connection, bool isChosen, SocketEventHandler handle)
    {
        connection.Socket.OnRaw((in RawEvent raw) => connection.IsStopping ? Task.CompletedTask : handle(connection, isChosen, raw));
        connection.Socket.OnAnswer(number =>
        {
            if (numbers.TryFind(number, out var conversation, out var seq) && connection.Has(conversation, seq))
                receipts.MarkDelivered(connection.Account.Id, connection.Device, conversation, seq);
        });
        connection.Socket.OnError(fault => LogFault(log, fault));
    }

    private async Task AskAgainAsync(SocketConnection connection, CancellationToken cancel)
    {
        if (await accounts.FindAsync(connection.Account.Id, cancel) is { } now)
            connection.AccountChanged(now, clock.NowMs());
        else
            connection.Close(CloseReason.TokenExpired);
    }

    private static string? TokenOf(Handshake handshake)
    {
        if (TextOf(handshake, "token") is { Length: > 0 } token)
            return token.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? token[Bearer.Length..] : token;
        return handshake.Headers.TryGetValue("Authorization", out var header) && header.ToString() is { } value
            && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? value[Bearer.Length..]
            : null;
    }

    /// <summary>A text that the client gave for the namespace, or else in the query of its first request.</summary>
    public static string? TextOf(Handshake handshake, string name)
    {
        if (handshake.Auth is { ValueKind: JsonValueKind.Object } auth && auth.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
        {
            try
            {
                return value.GetString();
            }
            catch (InvalidOperationException)
            {
                return ""; // an escaped lone surrogate: valid JSON, but no text
            }
        }

        return handshake.Query.TryGetValue(name, out var query) ? query.ToString() : null;
    }

    private static ConnectError Refuse(Refusal refusal, Language language)
    {
        var status = refusal.Error switch
        {
            ChatError.Banned or ChatError.Disabled or ChatError.TenantSuspended => 403,
            ChatError.Unauthenticated => 401,
            ChatError.RateLimited => 429,
            _ => 400,
        };
        return new ConnectError(ErrorTexts.Of(refusal, language), new EntranceError(status, ErrorCodes.Of(refusal.Error)));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A Socket.IO connection failed")]
    private static partial void LogFault(ILogger log, Exception fault);
}
