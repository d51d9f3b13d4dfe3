using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

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
        var query = new EngineQuery(null, null, Protocol: 3, TakesBinary: true, IsJsonp: false);
        foreach (var pair in new QueryStringEnumerable(http.Request.QueryString.Value)) // not Request.Query, which a WebSocket would keep
        {
            var value = pair.DecodeValue().Span;
            query = pair.DecodeName().Span switch
            {
                "transport" => query with { Transport = TransportOf(value) },
                "sid" => query with { SessionId = value.IsEmpty ? null : value.ToString() },
                "EIO" => query with { Protocol = value is "4" ? 4 : 3 },
                "b64" => query with { TakesBinary = value.IsEmpty },
                "j" => query with { IsJsonp = true },
                _ => query,
            };
        }

        return query;
    }

    private static Transports? TransportOf(ReadOnlySpan<char> name) => name switch
    {
        "polling" => Transports.Polling,
        "websocket" => Transports.WebSocket,
        _ => null,
    };
}
