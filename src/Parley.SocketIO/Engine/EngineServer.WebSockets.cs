using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Parley.WebSockets;

namespace Parley.SocketIO.Engine;

internal sealed partial class EngineServer
{
    // Clients of those days listen for messages once they were told that the socket is open; a greeting in the same packet as the
    // handshake's answer is lost on them (the official suite for version 3 is such a client).
    private static readonly TimeSpan GreetingDelay = TimeSpan.FromMilliseconds(5);

    private async Task OpenWebSocketAsync(HttpContext http, EngineQuery query)
    {
        var request = EngineQuery.Snapshot(http, Timers.Clock);
        var abort = Aborting(http);
        if (await WebSocketHandshake.AcceptAsync(http) is not { } stream)
            return;
        if (query.Protocol == 3)
            await Task.Delay(GreetingDelay, Timers.Clock, CancellationToken.None);
        var session = new EngineSession(this, request, query.Protocol);
        var socket = new EngineWebSocket(session, this, stream, abort, query.TakesBinary);
        session.Begin(socket);
        TryStart(session);
        await socket.RunAsync();
        session.SocketEnded(socket);
    }

    // Node too completes the handshake of one that comes too late, and closes it then.
    private async Task UpgradeAsync(HttpContext http, EngineSession session, EngineQuery query)
    {
        var abort = Aborting(http);
        if (await WebSocketHandshake.AcceptAsync(http) is not { } stream)
            return;
        var socket = new EngineWebSocket(session, this, stream, abort, query.TakesBinary);
        if (!session.TryBeginUpgrade(socket))
        {
            await stream.WriteAsync(Frames.Close(CloseCode.PolicyViolation, "no upgrade"), http.RequestAborted);
            return;
        }

        await socket.RunAsync();
        session.SocketEnded(socket);
    }

    // Of the server's own object for the connection, and not of the context, which goes back to be used anew.
    private static Action Aborting(HttpContext http) => http.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>().Abort;
}
