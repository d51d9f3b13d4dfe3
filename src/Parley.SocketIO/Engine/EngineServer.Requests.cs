using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Parley.WebSockets;

namespace Parley.SocketIO.Engine;

internal sealed partial class EngineServer
{
    private ICorsService? _cors; // without state: whoever comes first leaves one for all

    /// <summary>Answers any request to the endpoint; a WebSocket's task ends with it.</summary>
    public Task HandleAsync(HttpContext http)
    {
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout(); // what waits here waits on purpose, and has deadlines of its own
        var isWebSocket = WebSocketHandshake.IsAsked(http);
        if (!isWebSocket && Options.CorsPolicy is { } policy && http.Request.Headers.ContainsKey("Origin"))
        {
            _cors ??= http.RequestServices.GetRequiredService<ICorsService>();
            var result = _cors.EvaluatePolicy(http, policy);
            _cors.ApplyResult(result, http.Response);
            if (result.IsPreflightRequest)
            {
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            }
        }

        var query = EngineQuery.Of(http);
        if (query.Transport is not { } transport || (Options.Transports & transport) == 0)
            return EngineAnswers.RefuseAsync(http, EngineError.UnknownTransport);
        if (query.IsJsonp || HasInvalidOrigin(http) || isWebSocket != (transport == Transports.WebSocket))
            return RefuseShapeAsync(http, query, isWebSocket);
        return query.SessionId is { } sid ? ContinueAsync(http, sid, query) : BeginAsync(http, query);
    }

    // Node looks at the origin first, at the session next and at the shape of the request last.
    private Task RefuseShapeAsync(HttpContext http, EngineQuery query, bool isWebSocket)
    {
        if (!HasInvalidOrigin(http))
        {
            if (query.SessionId is { } sid && !_sessions.ContainsKey(sid))
                return EngineAnswers.RefuseAsync(http, EngineError.UnknownSession);
            if (query.SessionId is null && !isWebSocket && !HttpMethods.IsGet(http.Request.Method))
                return EngineAnswers.RefuseAsync(http, EngineError.BadHandshakeMethod);
        }

        return EngineAnswers.RefuseAsync(http, EngineError.BadRequest);
    }

    private static bool HasInvalidOrigin(HttpContext http)
    {
        foreach (var character in http.Request.Headers.Origin.ToString())
        {
            if (character is (< ' ' and not '\t') or '\x7F')
                return true;
        }

        return false;
    }

    private Task ContinueAsync(HttpContext http, string sid, EngineQuery query)
    {
        if (!_sessions.TryGetValue(sid, out var session))
            return EngineAnswers.RefuseAsync(http, EngineError.UnknownSession);
        if (query.Transport == Transports.WebSocket)
            return UpgradeAsync(http, session, query);
        if (!session.IsPolling)
            return EngineAnswers.RefuseAsync(http, EngineError.BadRequest);
        if (HttpMethods.IsGet(http.Request.Method))
            return PollAsync(http, session);
        return HttpMethods.IsPost(http.Request.Method) ? PostAsync(http, session) : EngineAnswers.RefuseAsync(http, EngineError.BadRequest);
    }

    private Task BeginAsync(HttpContext http, EngineQuery query)
    {
        if (query.Transport == Transports.Polling && !HttpMethods.IsGet(http.Request.Method)) // WebSocket looks for itself
            return EngineAnswers.RefuseAsync(http, EngineError.BadHandshakeMethod);
        return Options.AllowRequest is null ? OpenAsync(http, query) : AskAsync(http, query, Options.AllowRequest);
    }

    private async Task AskAsync(HttpContext http, EngineQuery query, Func<HttpContext, ValueTask<string?>> allow)
    {
        if (await allow(http) is { } refusal)
            await EngineAnswers.RefuseAsync(http, EngineError.Forbidden, refusal);
        else
            await OpenAsync(http, query);
    }

    private Task OpenAsync(HttpContext http, EngineQuery query)
    {
        if (query.Protocol == 3 && !Options.AllowEIO3)
            return EngineAnswers.RefuseAsync(http, EngineError.UnsupportedProtocol);
        if (_emptied is not null)
            return EngineAnswers.StatusAsync(http, StatusCodes.Status503ServiceUnavailable);
        return query.Transport == Transports.WebSocket ? OpenWebSocketAsync(http, query) : OpenPollingAsync(http, query);
    }
}
