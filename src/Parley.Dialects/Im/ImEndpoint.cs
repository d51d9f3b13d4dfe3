using Microsoft.AspNetCore.Http;
using Parley.Bans;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.WebSockets;
using Parley.Limits;
using Parley.Messages;
using Parley.Primitives;
using Parley.WebSockets;

namespace Parley.Dialects.Im;

/// <summary>
/// <c>/api/im/ws</c>: from the handshake to the connection's end. Whoever may not enter is told why over HTTP, before anything is upgraded
/// (document 000, deployment, 3).
/// </summary>
internal sealed class ImEndpoint(ImSurface surface, AccessTokens tokens, WebSocketSweep sweep, DeviceBans devices, RateLimiter limiter, RateLimits limits, ErrorWriters errors)
{
    private const string Bearer = "Bearer ";
    private const int MaxDeviceLength = 64;

    /// <summary>Runs one connection.</summary>
    public async Task AcceptAsync(HttpContext http)
    {
        var entered = await EnterAsync(http);
        if (!entered.IsOk)
        {
            await errors.RefuseAsync(http, entered.Refusal);
            return;
        }

        var (caller, device) = entered.Value;
        if (await WebSocketHandshake.AcceptAsync(http) is not { } stream)
            return;
        using var ended = new CancellationTokenSource();
        var socket = new ImSocket(stream, http.Abort, surface, caller, device, ErrorWriters.LanguageOf(http), ended.Token);
        try
        {
            socket.Start();
            await sweep.RunAsync(socket);
        }
        finally
        {
            await ended.CancelAsync();
            await socket.EndedAsync();
        }
    }

    private async ValueTask<Outcome<(Caller Caller, string Device)>> EnterAsync(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        if (!limits.IsExempt(address) && limiter.Take(limits.Handshakes, RateLimits.KeyOf(address)) is { } tooMany)
            return tooMany;
        var verified = await tokens.VerifyAsync(TokenOf(http), http.RequestAborted);
        if (!verified.IsOk)
            return verified.Refusal;
        var device = http.Request.Query["device"].ToString();
        if (device.Length == 0)
            device = surface.Dialect.Name;
        if (device.Length > MaxDeviceLength || device.Any(char.IsControl) || MessageText.Refuse(device) is not null)
            return new Refusal(ChatError.InvalidField, "device", MaxDeviceLength);
        return devices.RefusalOf(verified.Value.Account, device) is { } banned ? banned : (verified.Value, device);
    }

    private static string? TokenOf(HttpContext http)
    {
        var query = http.Request.Query["token"].ToString();
        if (query.Length > 0)
            return query;
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
    }
}
