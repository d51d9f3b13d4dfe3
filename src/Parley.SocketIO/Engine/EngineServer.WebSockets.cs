using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Parley.WebSockets;

namespace Parley.SocketIO.Engine;

/// <remarks>
/// The task of a request is the one of its WebSocket's read loop: whatever was needed to begin is gone while it runs.
/// </remarks>
internal sealed partial class EngineServer
{
    // Clients of those days listen for messages once they were told that the socket is open; a greeting in the same packet as the
    // handshake's answer is lost on them (the official suite for version 3 is such a client).
    private static readonly TimeSpan GreetingDelay = TimeSpan.FromMilliseconds(5);

    private Task OpenWebSocketAsync(HttpContext http, EngineQuery query) => BeginWebSocketAsync(http, query).Unwrap();

    private Task UpgradeAsync(HttpContext http, EngineSession session, EngineQuery query) => BeginUpgradeAsync(http, session, query).Unwrap();

    private async Task<Task> BeginWebSocketAsync(HttpContext http, EngineQuery query)
    {
        var request = new EngineRequest(http, Timers.Clock);
        if (await AcceptAsync(http) is not { } stream)
            return Task.CompletedTask;
        if (query.Protocol == 3)
            await Task.Delay(GreetingDelay, Timers.Clock, CancellationToken.None);
        var session = new EngineSession(this, request, query.Protocol);
        var socket = new EngineWebSocket(session, this, stream, Aborting(http), query.TakesBinary);
        session.Begin(socket);
        TryStart(session);
        return socket.RunAsync();
    }

    // Node too completes the handshake of one that comes too late, and closes it then.
    private async Task<Task> BeginUpgradeAsync(HttpContext http, EngineSession session, EngineQuery query)
    {
        if (await AcceptAsync(http) is not { } stream)
            return Task.CompletedTask;
        var socket = new EngineWebSocket(session, this, stream, Aborting(http), query.TakesBinary);
        if (session.TryBeginUpgrade(socket))
            return socket.RunAsync();
        await stream.WriteAsync(Frames.Close(CloseCode.PolicyViolation, "no upgrade"), http.RequestAborted);
        return Task.CompletedTask;
    }

    private static async ValueTask<Stream?> AcceptAsync(HttpContext http)
    {
        try
        {
            return await WebSocketHandshake.AcceptAsync(http);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            return null; // the client has gone meanwhile
        }
    }

    // Of the server's own object for the connection, and not of the context, which goes back to be used anew.
    private static Action Aborting(HttpContext http) => http.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>().Abort;
}
