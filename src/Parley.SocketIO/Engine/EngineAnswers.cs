using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Parley.SocketIO.Engine;

/// <summary>What a request is answered: status, headers and bodies as Node's server has them.</summary>
internal static class EngineAnswers
{
    private static readonly byte[] Ok = "ok"u8.ToArray();
    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues Html = "text/html"; // not text/plain: old browsers would offer it for download
    private static readonly StringValues Plain = "text/plain; charset=UTF-8";
    private static readonly StringValues Bytes = "application/octet-stream";
    private static readonly StringValues Json = "application/json";

    /// <summary>An error with its code and words.</summary>
    public static Task RefuseAsync(HttpContext http, EngineError error, string? message = null)
    {
        var body = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteNumber("code", (int)error);
            json.WriteString("message", message ?? Text(error));
            json.WriteEndObject();
        }

        http.Response.StatusCode = error == EngineError.Forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest;
        return WriteAsync(http, Json, body.WrittenMemory);
    }

    /// <summary>No more than a status.</summary>
    public static Task StatusAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        http.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    /// <summary>A POST was taken.</summary>
    public static Task OkAsync(HttpContext http) => WriteAsync(http, Html, Ok);

    /// <summary>What a poll gets; false when the client is gone.</summary>
    public static Task<bool> PayloadAsync(HttpContext http, ReadOnlyMemory<byte> body, bool isBinary) => WriteAsync(http, isBinary ? Bytes : Plain, body);

    // False: the client is gone.
    private static async Task<bool> WriteAsync(HttpContext http, StringValues type, ReadOnlyMemory<byte> body)
    {
        http.Response.Headers.ContentType = type;
        http.Response.Headers.CacheControl = NoStore;
        http.Response.ContentLength = body.Length;
        try
        {
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
            return true;
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private static string Text(EngineError error) => error switch
    {
        EngineError.UnknownTransport => "Transport unknown",
        EngineError.UnknownSession => "Session ID unknown",
        EngineError.BadHandshakeMethod => "Bad handshake method",
        EngineError.Forbidden => "Forbidden",
        EngineError.UnsupportedProtocol => "Unsupported protocol version",
        _ => "Bad request",
    };
}
