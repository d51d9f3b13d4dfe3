using Microsoft.AspNetCore.Http;
using Parley.Dialects.Errors;
using Parley.Dialects.WebSockets;
using Parley.WebSockets;

namespace Parley.Dialects.Social;

/// <summary><c>/ws/chat</c>: from the handshake to the connection's end.</summary>
internal sealed class SocialEndpoint(SocialSurface surface, WebSocketSweep sweep, UnsignedSockets unsigned, ErrorWriters errors)
{
    /// <summary>Runs one connection.</summary>
    public async Task AcceptAsync(HttpContext http)
    {
        var entered = unsigned.Enter(http.Connection.RemoteIpAddress);
        if (!entered.IsOk)
        {
            await errors.RefuseAsync(http, entered.Refusal);
            return;
        }

        using var place = entered.Value;
        var language = ErrorWriters.LanguageOf(http);
        if (await WebSocketHandshake.AcceptAsync(http) is not { } stream)
            return;
        using var ended = new CancellationTokenSource();
        var socket = new SocialSocket(stream, http.Abort, surface, language, place, ended.Token);
        try
        {
            await sweep.RunAsync(socket);
        }
        finally
        {
            await ended.CancelAsync();
            await socket.EndedAsync();
        }
    }
}
