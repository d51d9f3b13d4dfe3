using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Parley.Dialects.Errors;
using Parley.Primitives;

namespace Parley.Dialects.Json;

/// <summary>Reads a request's body and says exactly what is wrong with one: no JSON, no object, or which field has a wrong type.</summary>
public static class JsonBody
{
    /// <summary>Reads the body into a type.</summary>
    /// <exception cref="BadHttpRequestException">The body is above the server's bound; the outermost handler answers 413.</exception>
    public static async ValueTask<Body<T>> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        var contentType = context.Request.ContentType;
        if (!string.IsNullOrEmpty(contentType) && !context.Request.HasJsonContentType())
            return new Body<T>(null, EdgeFault.UnsupportedMediaType.ToResult());
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement, type)
                : new Body<T>(null, EdgeFault.MalformedJson.ToResult());
        }
        catch (JsonException)
        {
            return new Body<T>(null, EdgeFault.MalformedJson.ToResult());
        }
    }

    private static Body<T> Read<T>(JsonElement root, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return new Body<T>(root.Deserialize(type), null);
        }
        catch (JsonException wrong)
        {
            return new Body<T>(null, new Refusal(ChatError.InvalidField, FieldOf(wrong.Path)).ToResult());
        }
    }

    /// <summary>The field of a path like <c>$.location.lat</c>: <c>location.lat</c>.</summary>
    private static string? FieldOf(string? path) => path is { Length: > 2 } && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : null;
}

/// <summary>A body, or the answer that says what is wrong with it.</summary>
/// <typeparam name="T">The body's type.</typeparam>
/// <param name="Value">The body.</param>
/// <param name="Error">The answer.</param>
public readonly record struct Body<T>(T? Value, IResult? Error)
    where T : class
{
    /// <summary>True when there is a body.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Value is not null;
}
