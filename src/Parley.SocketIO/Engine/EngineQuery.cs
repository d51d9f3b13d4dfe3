using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Parley.SocketIO.Engine;

/// <summary>What the query of a request says.</summary>
/// <param name="Transport">Which transport; null: none that is known.</param>
/// <param name="SessionId">Of which session; null for a first request.</param>
/// <param name="Protocol">3 or 4.</param>
/// <param name="TakesBinary">Whether the client can take bytes as they are; otherwise they come as base64.</param>
/// <param name="IsJsonp">A form of polling for browsers of before 2012, which isn't served.</param>
internal readonly record struct EngineQuery(Transports? Transport, string? SessionId, int Protocol, bool TakesBinary, bool IsJsonp)
{
    /// <summary>Reads it. What comes twice counts as it came last.</summary>
    public static EngineQuery Of(HttpContext http)
    {
        var query = http.Request.Query;
        Transports? transport = Last(query["transport"]) switch
        {
            "polling" => Transports.Polling,
            "websocket" => Transports.WebSocket,
            _ => null,
        };
        return new EngineQuery(
            transport,
            Last(query["sid"]) is { Length: > 0 } sid ? sid : null,
            Last(query["EIO"]) == "4" ? 4 : 3,
            string.IsNullOrEmpty(Last(query["b64"])),
            query.ContainsKey("j"));
    }

    /// <summary>What is kept of the first request.</summary>
    public static EngineRequest Snapshot(HttpContext http, TimeProvider clock) => new(
        new PairList([.. http.Request.Headers], StringComparison.OrdinalIgnoreCase),
        new PairList([.. http.Request.Query], StringComparison.Ordinal),
        http.Connection.RemoteIpAddress,
        clock.GetUtcNow(),
        http.Request.IsHttps,
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
        http.User);

    private static string? Last(StringValues values) => values.Count == 0 ? null : values[^1];
}
