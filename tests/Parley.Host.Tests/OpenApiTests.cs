using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using ApiDescription = Parley.Dialects.OpenApi.OpenApiDocument;

namespace Parley.Host.Tests;

/// <summary>The description of the API: whole, valid, and shown by a page that loads nothing from elsewhere.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task No_route_is_missing()
    {
        await using var server = await RunningServer.StartAsync();
        var paths = JsonNode.Parse(await server.TextAsync("/openapi/v1.json"))!["paths"]!.AsObject();
        var missing = server.Routes
            .SelectMany(route => (route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (Path: ApiDescription.PathOf(route), Method: method)))
            .Where(route => paths[route.Path]?[route.Method.ToLowerInvariant()] is null)
            .Select(route => $"{route.Method} {route.Path}");
        Assert.Empty(missing);
    }

    [Fact]
    public async Task It_is_an_OpenAPI_document()
    {
        await using var server = await RunningServer.StartAsync();
        var read = OpenApiDocument.Parse(await server.TextAsync("/openapi/v1.json"), OpenApiConstants.Json);
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
        var operations = read.Document!.Paths.Values.SelectMany(path => path.Operations!.Values).ToList();
        Assert.Equal(operations.Count, operations.DistinctBy(operation => operation.OperationId).Count());
    }

    [Fact]
    public async Task What_it_refers_to_is_there()
    {
        await using var server = await RunningServer.StartAsync();
        var document = JsonNode.Parse(await server.TextAsync("/openapi/v1.json"))!;
        var schemas = document["components"]!["schemas"]!.AsObject();
        var references = Under(document).OfType<JsonObject>().Select(node => node["$ref"]?.GetValue<string>()).OfType<string>().ToHashSet();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.Contains(reference["#/components/schemas/".Length..], (IDictionary<string, JsonNode?>)schemas));
    }

    [Fact]
    public async Task A_body_and_an_answer_have_the_forms_that_the_surface_reads_and_writes()
    {
        await using var server = await RunningServer.StartAsync();
        var document = JsonNode.Parse(await server.TextAsync("/openapi/v1.json"))!;
        var ask = document["paths"]!["/api/v1/friends/request"]!["post"]!;
        Assert.Equal("#/components/schemas/Social.FriendRequestBody", ask["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]!.GetValue<string>());
        Assert.NotNull(document["components"]!["schemas"]!["Social.FriendRequestBody"]!["properties"]!["user_id"]);
        var service = document["components"]!["schemas"]!["Market.Services.ServiceView"]!["properties"]!;
        Assert.NotNull(service["distanceKm"]);
    }

    [Fact]
    public async Task The_page_loads_nothing_from_elsewhere()
    {
        await using var server = await RunningServer.StartAsync();
        var page = await server.TextAsync("/docs/index.html");
        Assert.Contains("swagger-ui-bundle.js", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page);
        Assert.Equal(page.Split("<script").Length, page.Split("<script src=").Length); // nothing inline, which the policy forbids
    }

    private static IEnumerable<JsonNode> Under(JsonNode node) => node switch
    {
        JsonObject fields => fields.Select(field => field.Value).OfType<JsonNode>().SelectMany(Under).Prepend(node),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Under).Prepend(node),
        _ => [node],
    };
}
