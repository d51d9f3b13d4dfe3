using Microsoft.AspNetCore.Http;
using Parley.Dialects.Errors;
using Parley.Dialects.WebSockets;

namespace Parley.Dialects.Social;

/// <summary><c>/ws/chat</c>: from the handshake to the connection's end.</summary>
internal sealed class SocialEndpoint(SocialSurface surface, WebSocketSweep sweep)
{
    /// <summary>Runs one connection.</summary>
    public async Task AcceptAsync(HttpContext http)
    {
        var language = ErrorWriters.LanguageOf(http);
        if (await WebSocketHandshake.AcceptAsync(http) is not { } stream)
            return;
        var socket = new SocialSocket(stream, http.Abort, surface, language);
        try
        {
            await sweep.RunAsync(socket);
        }
        finally
        {
            socket.Ended();
        }
    }
}
