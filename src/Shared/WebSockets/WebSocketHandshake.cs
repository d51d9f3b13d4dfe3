using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Parley.WebSockets;

/// <summary>The opening handshake: RFC 6455, 4.2; over HTTP/2, as browsers do where the page came by it, RFC 8441.</summary>
internal static class WebSocketHandshake
{
    private const string AcceptSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // 1.3

    /// <summary>Whether the request asks for a change of protocol, be it to WebSocket or not.</summary>
    public static bool IsAsked(HttpContext http) =>
        http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } || IsExtendedConnect(http, out _);

    /// <summary>Answers 101, or 200 over HTTP/2, and gives the raw stream; or 400 or 426 and null.</summary>
    public static async ValueTask<Stream?> AcceptAsync(HttpContext http)
    {
        if (IsExtendedConnect(http, out var connect))
            return http.Request.Headers.SecWebSocketVersion == "13" ? await connect.AcceptAsync() : Refuse(http, StatusCodes.Status400BadRequest);
        var upgrade = http.Features.Get<IHttpUpgradeFeature>();
        if (upgrade is not { IsUpgradableRequest: true } || !HttpMethods.IsGet(http.Request.Method) || !AsksForWebSocket(http.Request.Headers))
            return Refuse(http, StatusCodes.Status426UpgradeRequired);
        if (http.Request.Headers.SecWebSocketVersion != "13")
            return Refuse(http, StatusCodes.Status426UpgradeRequired);
        if (!TryAccept(http.Request.Headers.SecWebSocketKey, out var accept))
            return Refuse(http, StatusCodes.Status400BadRequest);

        http.Response.Headers[HeaderNames.Upgrade] = "websocket";
        http.Response.Headers[HeaderNames.Connection] = "Upgrade";
        http.Response.Headers.SecWebSocketAccept = accept;
        return await upgrade.UpgradeAsync();
    }

    private static bool IsExtendedConnect(HttpContext http, [NotNullWhen(true)] out IHttpExtendedConnectFeature? connect)
    {
        connect = http.Features.Get<IHttpExtendedConnectFeature>();
        return connect is { IsExtendedConnect: true, Protocol: "websocket" };
    }

    private static bool AsksForWebSocket(IHeaderDictionary headers) =>
        headers.Upgrade.ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase)
        && headers.Connection.ToString().Contains("upgrade", StringComparison.OrdinalIgnoreCase);

    private static bool TryAccept(string? key, [NotNullWhen(true)] out string? accept)
    {
        accept = null;
        Span<byte> nonce = stackalloc byte[16];
        if (key is not { Length: 24 } || !Convert.TryFromBase64String(key, nonce, out var length) || length != nonce.Length)
            return false;
#pragma warning disable CA5350 // SHA-1 is what RFC 6455 names; it proves no secret here
        accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + AcceptSuffix)));
#pragma warning restore CA5350
        return true;
    }

    private static Stream? Refuse(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        if (status == StatusCodes.Status426UpgradeRequired)
        {
            http.Response.Headers[HeaderNames.Upgrade] = "websocket";
            http.Response.Headers.SecWebSocketVersion = "13";
        }

        return null;
    }
}
