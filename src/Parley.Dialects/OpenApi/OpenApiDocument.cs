using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Dialects.Identity;
using Parley.Json;

namespace Parley.Dialects.OpenApi;

/// <summary>
/// The API as OpenAPI 3.1: what the routes themselves say (<see cref="RouteDescriptions.Describe"/>), with the schemas of the contracts that read and write.
/// Each surface has its own way with names, so a schema is made by its own contract and not by one for all.
/// </summary>
public static class OpenApiDocument
{
    private static readonly JsonSerializerOptions Writing = new() { Encoder = PlainJsonEncoder.Instance };

    /// <summary>The document, as UTF-8.</summary>
    /// <param name="endpoints">The application's.</param>
    /// <param name="surfaces">What the paths belong to.</param>
    /// <param name="version">The server's version.</param>
    public static byte[] Write(IEnumerable<Endpoint> endpoints, IReadOnlyCollection<ApiSurface> surfaces, string version)
    {
        var (paths, schemas) = (new JsonObject(), new ApiSchemas());
        foreach (var endpoint in endpoints.OfType<RouteEndpoint>().OrderBy(PathOf, StringComparer.Ordinal))
        {
            if (endpoint.Metadata.GetMetadata<RouteDescription>() is not { } description)
                continue;
            var path = PathOf(endpoint);
            var item = paths[path] as JsonObject ?? [];
            paths[path] = item;
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [HttpMethods.Get])
                item[method.ToLowerInvariant()] = Operation(endpoint, ApiSurface.Of(surfaces, path), path, method, description, schemas);
        }

        return JsonSerializer.SerializeToUtf8Bytes<JsonNode>(Whole(paths, surfaces, schemas, version), Writing);
    }

    /// <summary>A route's path in the document: no constraints, no slash at its end.</summary>
    public static string PathOf(RouteEndpoint endpoint)
    {
        var segments = endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            _ => ".",
        })));
        return "/" + string.Join('/', segments);
    }

    private static JsonObject Whole(JsonObject paths, IEnumerable<ApiSurface> surfaces, ApiSchemas schemas, string version) => new()
    {
        ["openapi"] = "3.1.0",
        ["info"] = new JsonObject
        {
            ["title"] = "Parley",
            ["version"] = version,
            ["description"] = "One chat server, five wire surfaces. What goes over the sockets, and an example of each request, is in docs/protocols.",
        },
        ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
        ["tags"] = new JsonArray([.. surfaces.Select(surface => new JsonObject { ["name"] = surface.Name, ["description"] = surface.About })]),
        ["paths"] = paths,
        ["components"] = new JsonObject
        {
            ["schemas"] = schemas.Components,
            ["securitySchemes"] = new JsonObject
            {
                ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" },
                ["tenantKey"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = ApiKeyFilter.Header },
            },
        },
    };

    private static JsonObject Operation(
        RouteEndpoint endpoint, ApiSurface surface, string path, string method, RouteDescription description, ApiSchemas schemas)
    {
        var operation = new JsonObject
        {
            ["tags"] = new JsonArray(surface.Name),
            ["summary"] = description.Summary,
            ["operationId"] = IdOf(method, path),
        };
        if (SecurityOf(endpoint) is { } scheme)
            operation["security"] = new JsonArray([.. scheme.Select(name => new JsonObject { [name] = new JsonArray() })]);
        var parameters = endpoint.RoutePattern.Parameters.Select(one => ApiParameters.InPath(one.Name)).Concat(description.Query.Select(ApiParameters.InQuery)).ToArray();
        if (parameters.Length > 0)
            operation["parameters"] = new JsonArray([.. parameters]);
        if (BodyOf(description, schemas) is { } body)
            operation["requestBody"] = body;
        var responses = new JsonObject { [StatusOf(description)] = Success(description, schemas) };
        if (surface.Error is { } error)
            responses["default"] = new JsonObject { ["description"] = "Refused: `code` says why.", ["content"] = Content("application/json", schemas.Of(error)) };
        operation["responses"] = responses;
        return operation;
    }

    private static string[]? SecurityOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<RouteCredentials>() is { } named ? [.. named.Schemes]
        : endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null ? ["bearer"]
        : null;

    private static JsonObject? BodyOf(RouteDescription description, ApiSchemas schemas)
    {
        JsonObject? content = description.Form switch
        {
            RouteForm.Upload => Content("multipart/form-data", new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { ["file"] = new JsonObject { ["type"] = "string", ["contentMediaType"] = "application/octet-stream" } },
            }),
            RouteForm.Foreign => Content("application/json", new JsonObject()),
            _ => description.Takes is { } takes ? Content("application/json", schemas.Of(takes)) : null,
        };
        return content is null ? null : new JsonObject { ["content"] = content };
    }

    private static string StatusOf(RouteDescription description) =>
        (description.Form is RouteForm.Connection ? StatusCodes.Status101SwitchingProtocols : description.Status).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static JsonObject Success(RouteDescription description, ApiSchemas schemas)
    {
        var response = new JsonObject { ["description"] = description.Form is RouteForm.Connection ? "The connection." : description.Answers is null ? "Done." : "The answer." };
        if (description.Answers is { } answers)
            response["content"] = Content("application/json", schemas.Of(answers));
        else if (description.Form is RouteForm.Download)
            response["content"] = Content("application/octet-stream", new JsonObject());
        else if (description.Form is RouteForm.Text)
            response["content"] = Content("text/*", new JsonObject { ["type"] = "string" });
        return response;
    }

    private static JsonObject Content(string type, JsonNode schema) => new() { [type] = new JsonObject { ["schema"] = schema } };

    // "POST /api/v1/friends/{id}/accept" is postApiV1FriendsByIdAccept.
    private static string IdOf(string method, string path)
    {
        var id = new StringBuilder(method.ToLowerInvariant());
        foreach (var word in path.Replace("{", "by/", StringComparison.Ordinal).Split(['/', '-', '.', '}', '_'], StringSplitOptions.RemoveEmptyEntries))
            id.Append(char.ToUpperInvariant(word[0])).Append(word.AsSpan(1));
        return id.ToString();
    }
}
