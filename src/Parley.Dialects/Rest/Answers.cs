using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Parley.Dialects.Errors;
using Parley.Dialects.Json;
using Parley.Primitives;

namespace Parley.Dialects.Rest;

/// <summary>Answers of routes that stand for themselves, and what those read.</summary>
internal static class Answers
{
    /// <summary>The longest body, in bytes: room for a text of a million characters, which is then told what is wrong with it.</summary>
    public const int MaxBody = 4 * 1024 * 1024;

    /// <summary>How many lines a page has when nothing else is asked for.</summary>
    public const int DefaultLimit = 20;

    private const int MaxLimit = 100;

    /// <summary>A value as JSON.</summary>
    public static IResult Json<T>(T value, JsonTypeInfo<T> info, int status = StatusCodes.Status200OK) =>
        Results.Json(value, info, statusCode: status);

    /// <summary>204, or the refusal.</summary>
    public static IResult NoContent<T>(Outcome<T> outcome) => outcome.IsOk ? Results.NoContent() : outcome.Refusal.ToResult();

    /// <summary>A refusal.</summary>
    public static IResult Refuse(ChatError error, string? field = null) => new Refusal(error, field).ToResult();

    /// <summary>A field that must be there is not.</summary>
    /// <param name="field">As the client writes it.</param>
    public static IResult Missing(string field) => EdgeFault.MissingField.ToResult(field);

    /// <summary>The query's <c>limit</c>: 1 to 100.</summary>
    /// <returns>The limit, or null and the refusal.</returns>
    public static int? Limit(HttpContext http, out IResult? refusal)
    {
        refusal = null;
        var text = http.Request.Query["limit"].ToString();
        if (text.Length == 0)
            return DefaultLimit;
        if (int.TryParse(text, System.Globalization.NumberStyles.None, null, out var limit) && limit is >= 1 and <= MaxLimit)
            return limit;
        refusal = new Refusal(ChatError.InvalidField, "limit", MaxLimit).ToResult();
        return null;
    }

    /// <summary>An id in the query; missing when it isn't there.</summary>
    public static WireId QueryId(HttpContext http, string name) =>
        http.Request.Query[name].ToString() is { Length: > 0 } text ? WireId.Parse(text) : default;

    /// <summary>The body, parsed once; or null and what is wrong.</summary>
    public static async ValueTask<(T? Body, IResult? Refusal)> BodyAsync<T>(HttpContext http, JsonTypeInfo<T> info)
        where T : class
    {
        if (http.Request.ContentLength > MaxBody)
            return (null, EdgeFault.BodyTooLarge.ToResult());
        var bytes = new MemoryStream();
        var chunk = new byte[4096];
        int read;
        while ((read = await http.Request.Body.ReadAsync(chunk, http.RequestAborted)) > 0)
        {
            if (bytes.Length + read > MaxBody)
                return (null, EdgeFault.BodyTooLarge.ToResult());
            bytes.Write(chunk, 0, read);
        }

        var body = FrameParser.Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), info, out var fault);
        return fault?.Kind switch
        {
            null => (body, null),
            JsonFaultKind.Malformed => (null, EdgeFault.MalformedJson.ToResult()),
            JsonFaultKind.TextInvalid => (null, Refuse(ChatError.TextInvalid, fault.Field)),
            _ => (null, Refuse(ChatError.InvalidField, fault.Field)),
        };
    }
}
